"""Addresses of the public pages of the programme."""

from django.urls import path

from award.views import public

urlpatterns = [
    path("", public.front, name="front"),
    path("lofte/", public.promises, name="promises"),
    path("tillganglighet/", public.accessibility, name="accessibility"),
    path("<slug:award>/", public.award_page, name="award_page"),
    path("<slug:award>/farger.css", public.colours, name="colours"),
    path("<slug:award>/<int:year>/", public.edition, name="edition"),
    path("<slug:award>/<int:year>/regler/", public.rules, name="rules"),
    path("<slug:award>/<int:year>/regler/rules.json", public.rules_json, name="rules_json"),
    path(
        "<slug:award>/<int:year>/regler/rules-v<int:version>.json",
        public.rules_version_json,
        name="rules_version_json",
    ),
]
