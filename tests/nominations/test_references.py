"""What is proposed about somebody is kept for ever, and names nobody who has gone."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from award.log.models import LogPayload
from award.mail.models import Message
from award.people.domain.acts import inside_words, public_words
from award.people.domain.reading_proposals import public_proposals
from award.people.domain.two_persons import ActRefused, OutsideWitness, approve, decline
from award.people.models import Proposal
from nominations.domain.answering import ask_to_be_forgotten, decline_candidacy
from nominations.domain.erasing import erase_candidate
from nominations.domain.ineligibility import propose_ineligible
from nominations.domain.merging import merge_candidates
from nominations.domain.noted_answers import Noted
from nominations.domain.noting_no import note_no
from nominations.domain.rewording import reword
from nominations.models import Candidate
from tests.factories import make_candidate, make_edition, make_entry, make_organiser
from tests.nominations.making import page

pytestmark = pytest.mark.django_db
WHY = "Anna Ek har gift sig."


@pytest.fixture
def edition():
    return make_edition("vote", kinds=("nomination", "vote"))


@pytest.fixture
def organiser(edition):
    return make_organiser(edition)


@pytest.fixture
def second(edition):
    return make_organiser(edition)


@pytest.fixture
def finalist(edition):
    candidate = make_candidate(edition, "Anna Ek", created_at=timezone.now() - timedelta(days=40))
    make_entry(edition, "vote", candidate=candidate)
    return candidate


def rename(finalist, by) -> Proposal:
    return reword(finalist, {"name": "Anna Lind"}, by=by, reason=WHY)


def whole(edition) -> str:
    """Everything that is stored of what was proposed."""
    rows = [
        *Proposal.objects.values_list("words", "payload", "reason", "outcome"),
        *Message.objects.values_list("subject", "text"),
        *LogPayload.objects.values_list("content"),
    ]
    return str(rows)


def test_whoever_says_no_is_named_no_more_beside_the_rules(client, edition, organiser, second):
    """Seen: her name stood on the page of rules for ever."""
    finalist = make_candidate(edition, "Anna Ek")
    propose_ineligible(finalist, rule="2 §", reason="Så är det.", by=organiser)
    before = client.get(page("rules", edition)).text

    decline_candidacy(finalist)

    after = client.get(page("rules", edition)).text
    assert "Anna Ek får inte väljas." in before
    assert "Anna Ek" not in after
    assert "En nominerad får inte väljas." in after


def test_what_is_stored_mailed_and_logged_of_a_proposal_names_nobody(
    edition, organiser, second, finalist
):
    at = timezone.now() - timedelta(hours=1)
    note_no(finalist, Noted(organiser, "På telefon.", at))
    approve(propose_ineligible(finalist, rule="2 §", reason="Så är det.", by=organiser), by=second)
    proposed = Proposal.objects.values_list("words", flat=True)
    mailed = Message.objects.filter(occasion__startswith="proposal").values_list("subject", "text")
    logged = LogPayload.objects.filter(entry__action__startswith="proposal.")

    assert "Anna" not in str([*proposed, *mailed, *logged.values_list("content")])


def test_new_name_is_shown_while_she_is_and_read_by_those_who_decide(
    edition, organiser, second, finalist
):
    proposal = rename(finalist, organiser)

    shown, inside = public_words(proposal), inside_words(proposal)
    decline_candidacy(finalist)

    assert (
        shown
        == inside
        == ["Det som sägs om finalisten Anna Ek ändras.", "Namn: Anna Ek → Anna Lind"]
    )
    assert public_words(proposal) == ["Det som sägs om en finalist ändras.", "Det gäller: namn."]
    assert inside_words(proposal) == inside


def test_erasing_reaches_every_proposal_about_her(edition, organiser, second, finalist):
    """Seen: her name stayed in the words, in the log and in stored mail."""
    decline(rename(finalist, organiser), by=second, reason="Anna Ek vet inte.")
    approve(rename(finalist, organiser), by=second)
    ask_to_be_forgotten(finalist)

    erase_candidate(finalist, by=organiser, reason="Hon ber om det.")

    assert "Anna" not in whole(edition)
    assert {p.state for p in Proposal.objects.all()} == {"declined", "approved"}
    assert [each.sentences for each in public_proposals(edition)] == [
        ["Det som sägs om en finalist ändras.", "Det gäller: namn."]
    ] * 2


def test_erasing_reaches_what_waits_and_it_can_no_longer_be_done(
    edition, organiser, second, finalist
):
    waits = rename(finalist, organiser)
    ask_to_be_forgotten(finalist)
    erase_candidate(finalist, by=organiser, reason="Hon ber om det.")

    with pytest.raises(ActRefused):
        approve(waits, by=second)

    assert "Anna" not in whole(edition)
    assert Proposal.objects.get().state == Proposal.State.LAPSED


def test_erasing_reaches_the_mail_to_a_witness(edition, organiser, finalist):
    witness = OutsideWitness(name="Vera Vittne", email="vera@example.net")
    propose_ineligible(finalist, rule="2 §", reason=WHY, by=organiser, witness=witness)
    ask_to_be_forgotten(finalist)

    erase_candidate(finalist, by=organiser, reason="Hon ber om det.")

    assert "Anna" not in whole(edition)


def test_proposal_about_another_is_left_as_it_is(edition, organiser, second, finalist):
    other = make_candidate(edition, "Maj Lind")
    make_entry(edition, "vote", candidate=other)
    reword(other, {"name": "Maj Ek"}, by=organiser, reason="Hon har gift sig.")
    ask_to_be_forgotten(finalist)

    erase_candidate(finalist, by=organiser, reason="Hon ber om det.")

    assert Proposal.objects.get().reason == "Hon har gift sig."


def test_proposal_about_somebody_who_was_another_lapses(organiser, second):
    edition = make_edition("nomination")
    one, other = make_organiser(edition), make_organiser(edition)
    keep, fold = make_candidate(edition, "Maj Lind"), make_candidate(edition, "Maj Lindh")
    waits = propose_ineligible(fold, rule="2 §", reason="Så är det.", by=one)
    merge_candidates(keep=keep, fold=fold, by=one, reason="Samma person.")

    words = public_words(waits), inside_words(waits)
    with pytest.raises(ActRefused):
        approve(waits, by=other)

    assert words[0][0] == words[1][0] == "En nominerad får inte väljas."
    assert Candidate.objects.get().ineligible_at is None


@pytest.mark.parametrize("change", ["reason = 'Annat.'", "payload = '{\"candidate\": 1}'"])
def test_database_lets_a_proposal_be_emptied_and_not_rewritten(
    edition, organiser, second, finalist, change
):
    rename(finalist, organiser)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE people_proposal SET {change}")
