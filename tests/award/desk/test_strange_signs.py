"""Whatever stands in an address or is sent without a form: an answer, and never an error of ours."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.urls import reverse

from award.log.domain.reading import LogFilter
from award.programme.cleaning.parameters import typed_line
from tests.factories import make_edition, make_organiser, make_person, make_role
from voting.jury.domain.panel_changes import let_leave
from voting.jury.models import Juror

STRANGE = ["\0", "a\0b", "\x01", "\x1f\x7f", "\u0085", "\ufffd", "9" * 5000, "-1", "%00", "٣"]


@pytest.mark.django_db
@pytest.mark.parametrize("sent", STRANGE)
@pytest.mark.parametrize(
    ("name", "parameter"),
    [
        ("desk_log", "vad"), ("desk_log", "sok"), ("desk_log", "sida"), ("desk_mail", "lage"),
        ("desk_mail", "sida"), ("desk_laboratory", "source"),
    ],
)  # fmt: skip
def test_no_parameter_of_the_desk_breaks_a_page(client, name, parameter, sent):
    edition = make_edition("vote")
    client.force_login(make_role(edition, "owner"))
    page = reverse(name, args=[edition.award.slug, edition.year])

    answer = client.get(f"{page}?{parameter}={quote(sent)}")

    assert answer.status_code in (200, 404, 422)


@pytest.mark.django_db
def test_the_log_of_an_organisation_takes_any_sign(client):
    edition = make_edition("vote")
    client.force_login(make_role(edition, "owner"))
    page = reverse("desk_organisation_log", args=[edition.award.organisation.slug])

    assert client.get(f"{page}?vad=%00&sok=%00").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("sent", ["\0", "Nej\0tack"])
def test_what_is_posted_without_a_form_takes_any_sign(client, sent):
    edition = make_edition("jury")
    one, other = make_organiser(edition), make_organiser(edition)
    juror = Juror.objects.create(edition=edition, person=make_person())
    proposal = let_leave(juror, by=one, reason="Ny tjänst")
    client.force_login(other)
    place = [edition.award.slug, edition.year]

    declined = client.post(
        reverse("desk_proposal_decide", args=[*place, proposal.pk]), {"decline": "1", "why": sent}
    )
    left = client.post(
        reverse("desk_jury_leaves", args=[*place, juror.pk]), {"reason": sent, "sure": "1"}
    )

    assert (declined.status_code, left.status_code) == (302, 302)


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["revoke", "task", "message", "category"])
@pytest.mark.parametrize("sent", STRANGE)
def test_what_a_button_sends_takes_any_sign(client, field, sent):
    edition = make_edition("vote")
    client.force_login(make_role(edition, "owner"))
    place = [edition.award.slug, edition.year]
    page = reverse("desk_people" if field == "revoke" else "desk_mail", args=place)

    assert client.post(page, {field: sent}).status_code in (302, 404, 422)


@pytest.mark.parametrize(
    ("sent", "line"), [(" a\0b\n", "ab"), ("\0", ""), ("Åsa – 1", "Åsa – 1"), ("x" * 9, "x" * 4)]
)
def test_a_typed_line_has_no_control_characters(sent, line):
    assert typed_line(sent, most=max(len(line), 1)) == line


def test_a_filter_of_the_log_holds_what_the_database_can():
    assert LogFilter.from_query({"vad": "\0a", "sok": " b\0 "}) == LogFilter("a", "b")
