"""Addresses of the organisers' desk."""

from django.urls import path

from award.desk.views import (
    beginning,
    categories,
    deleting,
    founding,
    home,
    log,
    mail,
    partners,
    people,
    personal,
    programme,
    proposals,
    seniority,
)

EDITION = "<slug:award>/<int:year>/"
PERSONAL = f"{EDITION}manniskor/personuppgifter/"
PROGRAMME = f"{EDITION}program/"

urlpatterns = [
    path("", home.home, name="desk"),
    path("borja/<slug:key>/", beginning.first_visit, name="begin"),
    path("ny/", founding.new_award, name="desk_new_award"),
    path("<slug:award>/nytt-ar/", founding.new_edition, name="desk_new_edition"),
    path(
        "organisation/<slug:organisation>/logg/",
        log.of_organisation,
        name="desk_organisation_log",
    ),
    path(EDITION, home.edition, name="desk_edition"),
    path(PROGRAMME, programme.programme, name="desk_programme"),
    path(f"{PROGRAMME}pris/", programme.award, name="desk_award"),
    path(f"{PROGRAMME}organisation/", programme.organisation, name="desk_organisation"),
    path(f"{PROGRAMME}organisation/dagar/", seniority.seniority, name="desk_seniority"),
    path(f"{PROGRAMME}tillfalle/", programme.event, name="desk_event"),
    path(f"{PROGRAMME}visa/", programme.show, name="desk_show"),
    path(f"{PROGRAMME}ta-bort/", deleting.delete, name="desk_delete"),
    path(f"{PROGRAMME}kategorier/ny/", categories.new_category, name="desk_new_category"),
    path(f"{PROGRAMME}kategorier/<int:category>/", categories.category, name="desk_category"),
    path(f"{PROGRAMME}partner/ny/", partners.new_partner, name="desk_new_partner"),
    path(f"{PROGRAMME}partner/<int:partner>/", partners.partner, name="desk_partner"),
    path(f"{EDITION}manniskor/", people.people, name="desk_people"),
    path(PERSONAL, personal.search, name="desk_personal"),
    path(f"{PERSONAL}person/", personal.person, name="desk_person"),
    path(f"{PERSONAL}person/radera/", personal.erase_person, name="desk_person_erase"),
    path(f"{PERSONAL}person/fil.json", personal.as_json_file, name="desk_person_json"),
    path(f"{PERSONAL}person/fil.html", personal.as_page_file, name="desk_person_html"),
    path(f"{EDITION}forslag/", proposals.proposals, name="desk_proposals"),
    path(f"{EDITION}forslag/<int:proposal>/", proposals.decide, name="desk_proposal_decide"),
    path(f"{EDITION}logg/", log.log, name="desk_log"),
    path(f"{EDITION}mejl/", mail.mail, name="desk_mail"),
]
