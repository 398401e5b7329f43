"""What is done with personal data is told from the settings and the rules, in both languages."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import translation

from award.people.domain.personal.keeping import kinds, kinds_everywhere
from award.site.privacy.processings import ground_in_words, processings, recipients
from award.site.privacy.register import register_of
from tests.factories import make_edition, make_organisation, make_role

pytestmark = pytest.mark.django_db


def page(edition, name="privacy"):
    return reverse(name, args=[edition.award.slug, edition.year])


def told(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_page_names_who_is_responsible_and_whom_to_ask(client):
    edition = make_edition("vote")
    organisation = edition.award.organisation
    organisation.registration_number, organisation.postal_address = "802000-0000", "Box 1, Växjö"
    organisation.data_contact = "ombud@example.org"
    organisation.save()

    text = told(client.get(page(edition)).text)

    for said in (
        organisation.name,
        "802000-0000",
        "Box 1, Växjö",
        "ombud@example.org",
        "imy@imy.se",
    ):
        assert said in text


def test_page_says_how_long_each_kind_is_kept_as_the_rules_of_the_edition_have_it(client):
    days = {kind.slug: 3 for kind in kinds()}
    edition = make_edition("vote", rules={"retention": days})

    text = told(client.get(page(edition)).text)

    for kind in (*kinds(), *kinds_everywhere()):
        assert str(kind.what) in text
    assert "3 dagar" in text


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_processing_says_whose_what_why_ground_and_who_sees_it(client, language):
    edition = make_edition("vote")

    with translation.override(language):
        text = told(client.get(page(edition)).text)
        for each in processings():
            for said in (each.who, each.what, each.why, each.seen_by):
                assert str(said).replace("'", "&#x27;") in text


def test_authority_rests_on_another_ground_and_says_that_it_is_public(client):
    association, region = make_organisation(), make_organisation(is_authority=True)

    with translation.override("en"):
        assert "6.1 f" in ground_in_words("interest", association)
        assert "6.1 e" in ground_in_words("interest", region)
        assert ground_in_words("consent", region) == ground_in_words("consent", association)
        assert not any("public record" in line for line in recipients(association))
        assert any("public record" in line for line in recipients(region))


def test_whoever_runs_the_server_is_named(settings):
    settings.HOSTED_BY = "Driften AB"

    assert any("Driften AB" in line for line in recipients(make_organisation()))


def test_every_public_page_leads_there(client):
    edition = make_edition("vote")

    for name in ("edition", "rules", "finalists", "vote", "complaints"):
        assert page(edition) in client.get(page(edition, name)).text


def test_register_is_the_owners_file_in_her_language(client):
    edition = make_edition("vote")
    client.force_login(make_role(edition, "owner"))

    swedish, english = (
        client.get(page(edition, "desk_register")),
        client.get("/en" + page(edition, "desk_register")),
    )

    assert swedish["Content-Type"] == "text/plain; charset=utf-8"
    assert "attachment" in swedish["Content-Disposition"]
    assert swedish.text.strip().startswith("Register över behandling")
    assert english.text.strip().startswith("Register of processing")
    assert edition.award.organisation.name in swedish.text


def test_register_has_what_article_30_asks_for(settings):
    settings.HOSTED_BY = "Driften AB"
    organisation = make_organisation(registration_number="802000-0000")

    with translation.override("en"):
        text = register_of(organisation, None)

    for heading in (
        "Controller",
        "Processor",
        "Purpose",
        "Recipients",
        "How long it is kept",
        "Protection",
        "EEA",
    ):
        assert heading in text
    assert all(str(kind.what) for kind in kinds())


def test_owner_says_what_the_organisation_is(client):
    edition = make_edition("vote")
    organisation = edition.award.organisation
    client.force_login(make_role(edition, "owner"))
    form = {
        "name": organisation.name, "email": organisation.email, "website": "", "registration_number": "232100-0065",
        "postal_address": "Box 1, Växjö", "data_contact": "ombud@example.org", "is_authority": "on", "complaints_to": "",
        "complaints_email": "", "complaint_days": 14,
    }  # fmt: skip

    answer = client.post(page(edition, "desk_organisation"), form)

    organisation.refresh_from_db()
    assert answer.status_code == 302
    assert (organisation.is_authority, organisation.data_contact) == (True, "ombud@example.org")
