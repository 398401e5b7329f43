"""Addresses of the organisers' desk."""

from django.urls import path

from award.views import desk, founding, letters, log, people, programme, rulebook

EDITION = "<slug:award>/<int:year>/"
PROGRAMME = f"{EDITION}program/"

urlpatterns = [
    path("", desk.home, name="desk"),
    path("ny/", founding.new_award, name="desk_new_award"),
    path("<slug:award>/nytt-ar/", founding.new_edition, name="desk_new_edition"),
    path(EDITION, desk.edition, name="desk_edition"),
    path(f"{EDITION}regler/", rulebook.rules, name="desk_rules"),
    path(f"{EDITION}regler/beslut/<int:book>/", rulebook.decide, name="desk_rules_decide"),
    path(PROGRAMME, programme.programme, name="desk_programme"),
    path(f"{PROGRAMME}pris/", programme.award, name="desk_award"),
    path(f"{PROGRAMME}organisation/", programme.organisation, name="desk_organisation"),
    path(f"{PROGRAMME}tillfalle/", programme.event, name="desk_event"),
    path(f"{PROGRAMME}visa/", programme.show, name="desk_show"),
    path(f"{PROGRAMME}kategorier/ny/", programme.new_category, name="desk_new_category"),
    path(f"{PROGRAMME}kategorier/<int:category>/", programme.category, name="desk_category"),
    path(f"{PROGRAMME}partner/ny/", programme.new_partner, name="desk_new_partner"),
    path(f"{PROGRAMME}partner/<int:partner>/", programme.partner, name="desk_partner"),
    path(f"{EDITION}manniskor/", people.people, name="desk_people"),
    path(f"{EDITION}logg/", log.log, name="desk_log"),
    path(f"{EDITION}brev/", letters.letters, name="desk_messages"),
]
