"""Partners come, change and go."""

from __future__ import annotations

import pytest
from django.urls import reverse

from award.desk.domain.partners import add_partner, edit_partner, remove_partner
from award.log.models import LogEntry
from award.programme.models import Partner
from tests.award.desk.places import place
from tests.factories import make_edition, make_organiser

pytestmark = pytest.mark.django_db


def test_partner_comes_changes_and_goes_and_the_log_keeps_it():
    edition = make_edition()
    organiser = make_organiser(edition)

    partner = add_partner(edition, fields={"kind": "sponsor", "name": "Bolaget"}, by=organiser)
    edit_partner(partner, changes={"name": "Bolaget AB"}, by=organiser)
    remove_partner(partner, by=organiser)

    actions = LogEntry.objects.filter(action__startswith="partner").order_by("seq")
    assert [e.action for e in actions] == ["partner.added", "partner.edited", "partner.removed"]
    assert Partner.objects.count() == 0


def test_partner_page_takes_a_web_address_without_its_scheme(client):
    edition = make_edition()
    client.force_login(make_organiser(edition))

    client.post(
        reverse("desk_new_partner", args=place(edition)),
        {"kind": "partner", "name": "Verket", "website": "verket.example", "position": "0"},
    )

    assert Partner.objects.get().website == "https://verket.example"


def test_partner_page_refuses_a_script_as_address(client):
    edition = make_edition()
    client.force_login(make_organiser(edition))

    answer = client.post(
        reverse("desk_new_partner", args=place(edition)),
        {"kind": "partner", "name": "X", "website": "javascript:alert(1)", "position": "0"},
    )

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["website"])
