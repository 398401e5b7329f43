"""Addresses of the rules, for everybody and for organisers."""

from django.urls import path

from award.rules.views import desk, extension, public

RULES = "<slug:award>/<int:year>/regler/"

urlpatterns = [
    path("lofte/forebild-rules-1.schema.json", public.schema, name="rules_schema"),
    path(RULES, public.rules, name="rules"),
    path(f"{RULES}rules.json", public.rules_json, name="rules_json"),
    path(f"{RULES}rules-v<int:version>.json", public.rules_version_json, name="rules_version_json"),
    path(f"desk/{RULES}", desk.rules, name="desk_rules"),
    path(f"desk/{RULES}forlang/<slug:kind>/", extension.extend, name="desk_rules_extend"),
]
