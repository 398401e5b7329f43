"""Addresses of the organisers' desk."""

from django.urls import path

from award.views import desk

EDITION = "<slug:award>/<int:year>/"

urlpatterns = [
    path("", desk.home, name="desk"),
    path(EDITION, desk.edition, name="desk_edition"),
    path(f"{EDITION}regler/", desk.rules, name="desk_rules"),
    path(f"{EDITION}regler/beslut/<int:book>/", desk.decide_rules, name="desk_rules_decide"),
    path(f"{EDITION}program/", desk.programme, name="desk_programme"),
    path(f"{EDITION}manniskor/", desk.people, name="desk_people"),
    path(f"{EDITION}logg/", desk.log, name="desk_log"),
    path(f"{EDITION}brev/", desk.letters, name="desk_messages"),
]
