"""Addresses of the rules, for everybody and for organisers."""

from django.urls import path

from award.rules.views import desk, extension, parts, public

RULES = "<slug:award>/<int:year>/regler/"

urlpatterns = [
    path("lofte/forebild-rules-<int:number>.schema.json", public.schema, name="rules_schema"),
    path(RULES, public.rules, name="rules"),
    path(f"{RULES}rules.json", public.rules_json, name="rules_json"),
    path(f"{RULES}rules-v<int:version>.json", public.rules_version_json, name="rules_version_json"),
    path(f"desk/{RULES}", desk.rules, name="desk_rules"),
    path(f"desk/{RULES}allt/", parts.part, name="desk_rules_all"),
    path(f"desk/{RULES}omgang/<slug:round>/", parts.part, name="desk_rules_round"),
    path(f"desk/{RULES}del/<slug:part>/", parts.part, name="desk_rules_part"),
    path(f"desk/{RULES}ny-omgang/", desk.add_round, name="desk_rules_add_round"),
    path(f"desk/{RULES}ta-bort/<slug:slug>/", desk.remove_round, name="desk_rules_remove_round"),
    path(f"desk/{RULES}forlang/<slug:kind>/", extension.extend, name="desk_rules_extend"),
]
