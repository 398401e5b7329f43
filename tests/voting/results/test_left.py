"""Who fell out on the way: below the jury's quorum, or by leaving in mid-vote."""

import pytest
from django.utils import timezone

from nominations.domain.answering import decline_candidacy
from nominations.her_page import told_to
from tests.factories import get_round, make_edition
from tests.nominations.making import page
from tests.reading import squeezed
from tests.voting.results.playing import (
    CATEGORY,
    alias,
    announce,
    close_jury,
    close_vote,
    judge,
    newest,
    open_vote,
    path,
    round_content,
    vote,
)
from voting.jury.domain.recusing import recuse
from voting.results.domain.settling import settle

pytestmark = pytest.mark.django_db


def make_unplaced():
    """Two jurors, a quorum of two: one steps back from Anna."""
    edition = make_edition("jury")
    judge(edition, {"anna": 5, "berit": 4, "cecilia": 3})
    entry = get_round(edition, "jury").entries.get(candidate__slug="anna")
    recuse(juror=edition.jurors.first(), entry=entry, reason="Min syster")
    return edition, entry.candidate


def test_who_is_below_the_quorum_stands_so_in_the_sealed_round():
    edition, _ = make_unplaced()

    close_jury(edition)

    category = round_content(edition, "jury")["categories"][CATEGORY]
    assert category["below_quorum"] == [alias(edition, "anna")]


def test_she_is_told_on_her_page_once_it_is_public_who_went_on(client):
    edition, anna = make_unplaced()
    anna.link_sent_at = timezone.now()
    anna.save(update_fields=["link_sent_at"])
    before = told_to(anna)
    close_jury(edition)
    open_vote(edition)

    english = client.get(page("candidate_answer", edition, "en", key=anna.answer_key)).text
    swedish = client.get(page("candidate_answer", edition, key=anna.answer_key)).text

    assert before == []
    assert "below the quorum of the rules, so the jury did not place you" in squeezed(english)
    assert "färre i juryn än de 2 som reglerna kräver" in squeezed(swedish)


def test_others_are_told_nothing_of_it():
    edition, _ = make_unplaced()
    close_jury(edition)
    open_vote(edition)

    assert told_to(edition.candidates.get(slug="berit")) == []


def test_table_says_how_many_ballots_named_somebody_who_left(client):
    edition = make_edition("jury")
    judge(edition, {"anna": 5, "berit": 4, "cecilia": 3})
    close_jury(edition)
    open_vote(edition)
    vote(edition, {"anna": 3, "berit": 2, "cecilia": 1})
    decline_candidacy(edition.candidates.get(slug="anna"))
    close_vote(edition)
    settle(edition)
    announce(edition)

    text = squeezed(client.get(path("result", edition)).text)

    assert newest(edition).content["naming_left"] == {CATEGORY: 3}
    assert "3 röster var på någon som lämnade innan röstningen stängde" in text
    assert "Anna" not in text


def test_table_is_silent_where_nobody_left(client):
    edition = make_edition("jury")
    judge(edition, {"anna": 5, "berit": 4})
    close_jury(edition)
    open_vote(edition)
    vote(edition, {"anna": 3, "berit": 2})
    close_vote(edition)
    settle(edition)
    announce(edition)

    assert "lämnade innan" not in client.get(path("result", edition)).text
