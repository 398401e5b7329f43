"""Where the rules ask for it, somebody young takes part only when a guardian has agreed as well."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from award.log.models import LogEntry
from award.rules.domain.document import Consent, Text
from nominations.domain.answering import say_yes
from nominations.domain.asking import inform
from nominations.domain.erasing import erase_candidate
from nominations.domain.guardians import GuardianMissing
from nominations.domain.merging import merge_candidates
from nominations.domain.noted_answers import Noted
from nominations.domain.reviewing import accept
from nominations.models import Candidate, Nomination
from tests.factories import make_edition, make_entry, make_nominee, make_organiser
from tests.nominations.making import filled_in, make_nomination, page, sign_in

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
YES, NO = {"accept": "1"}, {"decline": "1"}
SIGNED = {"name": "Anna Ek", "presentation": "", "signature": "Anna Ek"}
GUARDIAN = {"age": "younger", "guardian": "Eva Ek", "guardian_agrees": "on"}


@pytest.fixture
def edition():
    consent = Consent(True, Text(""), 3, guardian_below=18)
    return make_edition("nomination", rules={"consent": consent})


@pytest.fixture
def asked(edition):
    candidate = make_nominee(edition, "Anna Ek", email="a@example.org", portrait_alt="")
    make_entry(edition, candidate=candidate)
    inform(candidate, by=make_organiser(edition))
    candidate.refresh_from_db()
    return candidate


def her_page(candidate, language="sv"):
    return page("candidate_answer", candidate.edition, language, key=candidate.answer_key)


def test_nominator_is_asked_where_the_rules_need_it_and_nowhere_else(client, edition):
    asks = client.get(page("nominate", edition)).text
    silent = client.get(page("nominate", make_edition("nomination"))).text

    assert "yngre än 18 år?" in asks
    assert "vårdnadshavare" in asks
    assert "nominee_age" not in silent


def test_nominator_may_not_know_but_has_to_say_so(client, edition):
    without = client.post(page("nominate", edition), filled_in(edition, nominee_age=""))
    client.post(page("nominate", edition), filled_in(edition, nominee_age="unknown"))

    assert (without.status_code, "Välj det du vet om åldern." in without.text) == (422, True)
    assert Nomination.objects.get().nominee_age == "unknown"


def test_organiser_reads_what_the_nominator_knew(client, edition):
    nomination = make_nomination(edition, nominee_age="younger")
    sign_in(client, make_organiser(edition))

    text = client.get(page("desk_nomination", edition, nomination=nomination.pk)).text

    assert "Yngre: vårdnadshavare måste också samtycka" in text


@pytest.mark.parametrize(
    ("left_out", "told"),
    [
        ("age", "Svara ja eller nej"),
        ("guardian", "Skriv vilken förälder"),
        ("guardian_agrees", "Utan vårdnadshavarens samtycke"),
    ],
)
def test_yes_of_somebody_young_lacks_nothing(client, asked, left_out, told):
    sent = SIGNED | GUARDIAN | YES | {left_out: ""}

    answer = client.post(her_page(asked), sent)

    asked.refresh_from_db()
    assert told in answer.text
    assert asked.accepted_at is None
    assert "Eva Ek" in answer.text or left_out == "guardian"


def test_yes_with_a_guardian_counts_and_the_log_says_that_there_was_one(client, asked):
    client.post(her_page(asked), SIGNED | GUARDIAN | YES)

    asked.refresh_from_db()
    entry = LogEntry.objects.get(action="candidate.accepted")
    assert (asked.guardian, asked.accepted_at is not None) == ("Eva Ek", True)
    assert entry.payload.content["after"]["guardian"] == "agrees"
    assert "Eva Ek" not in str(entry.payload.content)


def test_who_is_old_enough_needs_nobody(client, asked):
    client.post(her_page(asked), SIGNED | {"age": "old"} | YES)

    asked.refresh_from_db()
    assert (asked.guardian, asked.accepted_at is not None) == ("", True)


def test_a_no_takes_nothing_but_the_button(client, asked):
    client.post(her_page(asked), SIGNED | NO)

    asked.refresh_from_db()
    assert asked.declined_at


def test_guardian_is_named_to_organisers_and_to_nobody_else(client, edition, asked):
    say_yes(asked, {"name": "Anna Ek"}, guardian="Eva Ek")
    sign_in(client, make_organiser(edition))

    desk = client.get(page("desk_candidate", edition, candidate=asked.pk)).text
    public = client.get(page("edition", edition)).text

    assert "Vårdnadshavare har också samtyckt: Eva Ek" in desk
    assert "Eva Ek" not in public


def test_yes_without_a_word_of_her_age_is_refused_wherever_it_comes_from(edition, asked):
    by = Noted(make_organiser(edition), "På telefon.", timezone.now() + HOUR)

    with pytest.raises(GuardianMissing, match="yngre än 18"):
        say_yes(asked, {"name": "Anna Ek"})
    with pytest.raises(GuardianMissing):
        say_yes(asked, noted=Noted(by.by, by.how, timezone.now()))


def test_organiser_notes_a_guardian_with_the_yes(client, edition, asked):
    Candidate.objects.filter(pk=asked.pk).update(created_at=timezone.now() - 2 * HOUR)
    sign_in(client, make_organiser(edition))
    at = timezone.localtime(timezone.now() - HOUR, edition.zone).strftime("%Y-%m-%dT%H:%M")
    noted = {"noted-answer": "yes", "noted-how": "På telefon.", "noted-at": at}
    where = page("desk_noted", edition, candidate=asked.pk)

    without = client.post(where, noted | {"noted-age": "younger"})
    client.post(where, noted | {f"noted-{name}": value for name, value in GUARDIAN.items()})

    asked.refresh_from_db()
    assert "Skriv vilken förälder" in without.text
    assert asked.guardian == "Eva Ek"


@pytest.mark.parametrize(("age", "is_yes"), [("old", True), ("younger", False), ("unknown", False)])
def test_putting_oneself_forward_is_a_yes_only_of_whoever_agrees_alone(edition, age, is_yes):
    own = {"nominee_name": "Anna Ek", "nominator_name": "Anna Ek"}
    address = {"nominee_email": "a@example.org", "nominator_email": "a@example.org"}
    nomination = make_nomination(edition, nominee_age=age, **own, **address)

    candidate = accept(nomination=nomination, by=make_organiser(edition))

    assert (candidate.accepted_at is not None) is is_yes


def test_guardian_goes_with_her(edition, asked):
    say_yes(asked, {"name": "Anna Ek"}, guardian="Eva Ek")
    asked.refresh_from_db()
    Candidate.objects.filter(pk=asked.pk).update(accepted_at=None)
    asked.refresh_from_db()

    erase_candidate(asked, by=make_organiser(edition), reason="Hon bad om det.")

    asked.refresh_from_db()
    assert asked.guardian == ""


def test_guardian_follows_where_two_become_one(edition, asked):
    other = make_nominee(edition, "Anna Ek-Berg")
    say_yes(asked, {"name": "Anna Ek"}, guardian="Eva Ek")

    kept = merge_candidates(keep=other, fold=asked, by=make_organiser(edition), reason="Samma.")

    kept.refresh_from_db()
    assert kept.guardian == "Eva Ek"


def test_rules_say_it_in_words(client, edition):
    text = client.get(page("rules", edition)).text

    assert "yngre än 18 år deltar bara om en förälder" in text
