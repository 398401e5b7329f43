"""Whose no unmakes a sealed winner: her own, or one that two have agreed on; no row alone."""

import pytest
from django.utils import timezone

from award.log.domain.recording import record
from award.people.models import Proposal
from award.programme.domain.clock import edition_now
from nominations.domain.answering import decline_candidacy
from nominations.models import Candidate
from tests.voting.count.packages import names_in
from tests.voting.results.deciding import decided, two_of
from tests.voting.results.playing import CATEGORY, alias, announce, counted, newest, path
from voting.results.domain.announcing import public_result
from voting.results.domain.questions import CORRECT, questions
from voting.results.domain.storing import archive_of
from voting.results.models import Announcement, EditionResult

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed():
    """Anna has won, and it is not announced."""
    return counted("single", {"anna": 3, "berit": 2}, public=False)


def anna_of(edition):
    return edition.candidates.get(slug="anna")


def set_row(candidate, *, actor=None):
    """She has left as far as her row says; `actor` is whom the log calls to account."""
    Candidate.objects.filter(pk=candidate.pk).update(declined_at=timezone.now(), accepted_at=None)
    if actor:
        record("candidate.declined", actor=actor, object=candidate, edition=candidate.edition)


def agree_on_no(candidate):
    """As two organisers do about what one of them was told."""
    edition = candidate.edition
    one, other = two_of(edition)
    found = Proposal.objects.create(
        organisation=edition.award.organisation,
        edition=edition,
        kind="candidate.no",
        subject=f"candidate:{candidate.pk}",
        payload={"candidate": candidate.pk},
        words={"sv": ["Hon är inte med längre."], "en": ["She does not take part any more."]},
        reason="Hon ringde.",
        needs=Proposal.Needs.SECOND,
        proposed_by=one,
        proposed_at=edition_now(edition),
        senior_before=timezone.now(),
    )
    found.state, found.decided_by = Proposal.State.APPROVED, other
    found.decided_at = edition_now(edition)
    found.save(update_fields=["state", "decided_by", "decided_at"])
    set_row(candidate, actor=other)


@pytest.mark.parametrize("noted", [False, True], ids=["row", "row and one organiser"])
def test_winner_is_announced_whatever_her_row_says_and_one_organiser_with_it(sealed, client, noted):
    set_row(anna_of(sealed), actor=two_of(sealed)[0] if noted else None)

    announce(sealed)

    assert Announcement.objects.get().held == []
    assert "<h2>Anna</h2>" in client.get(path("result", sealed)).text
    assert questions(newest(sealed)) == []


def test_no_that_two_have_agreed_on_holds_her_category(sealed, client):
    agree_on_no(anna_of(sealed))

    announce(sealed)

    assert Announcement.objects.get().held == [CATEGORY]
    assert [q.why for q in questions(newest(sealed))] == [("withdrawn",)]
    assert "Anna" not in client.get(path("result", sealed)).text


def test_no_of_her_own_holds_her_category(sealed):
    decline_candidacy(anna_of(sealed))

    announce(sealed)

    assert Announcement.objects.get().held == [CATEGORY]


def test_no_of_her_own_that_she_has_taken_back_counts_for_no_later_row(sealed):
    anna = anna_of(sealed)
    record("candidate.declined", actor="candidate", object=anna, edition=sealed)
    record("candidate.accepted", actor="candidate", object=anna, edition=sealed)
    set_row(anna)

    announce(sealed)

    assert Announcement.objects.get().held == []


def test_later_version_names_nobody_who_has_said_no_and_the_first_stands_as_it_was(client):
    edition = counted("single", {"anna": 3, "berit": 2, "cecilia": 1})
    decline_candidacy(edition.candidates.get(slug="cecilia"))

    decided(edition, CORRECT, reason="Räknat om.")
    public_result(edition)
    first, second = (EditionResult.objects.get(edition=edition, version=n) for n in (1, 2))
    gone = alias(edition, "cecilia")

    assert gone in names_in(archive_of(first))
    assert gone not in names_in(archive_of(second))
    assert "Cecilia" in client.get(path("result_version", edition, 1)).text
    assert "Cecilia" not in client.get(path("result", edition)).text
