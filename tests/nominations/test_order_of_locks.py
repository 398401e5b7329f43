"""Edition, candidate, what belongs to her: whoever waits for an edition holds nothing that others need."""

import threading

import pytest
from django.db import connection, transaction

from award.people.domain.two_persons import approve
from award.people.models import Person
from award.programme.models import Edition
from nominations.domain.answering import ask_to_be_forgotten, correct, decline_candidacy, say_yes
from nominations.domain.editing import edit_candidate
from nominations.domain.ineligibility import propose_ineligible
from nominations.domain.rewording import reword
from nominations.domain.wishing import handle, wish
from nominations.models import Candidate, Wish
from tests.factories import make_candidate, make_edition, make_entry, make_organiser
from tests.nominations.making import at_the_same_time

pytestmark = pytest.mark.django_db(transaction=True)
ACTS = {
    "edit": lambda her, by: edit_candidate(her, changes={"title": "Chef"}, by=by, reason="Ny."),
    "reword": lambda her, by: reword(her, {"title": "Chef"}, by=by, reason="Ny."),
    "yes": lambda her, by: say_yes(her, {"title": "Chef"}),
    "correct": lambda her, by: correct(her, {"title": "Chef"}),
    "no": lambda her, by: decline_candidacy(her),
    "forget": lambda her, by: ask_to_be_forgotten(her),
    "handle": lambda her, by: handle(Wish.objects.get(), by=by, grant=True),
}


@pytest.fixture
def finalist():
    edition = make_edition("vote")
    candidate = make_candidate(edition, "Anna Ek")
    for kind in ("jury", "vote"):
        make_entry(edition, kind, candidate=candidate)
    wish(candidate, Wish.Kind.CORRECT, changes={"title": "Chef"})
    return candidate


def acting(act: str, finalist: Candidate, by: Person) -> threading.Thread:
    def run() -> None:
        ACTS[act](Candidate.objects.get(pk=finalist.pk), by)
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def wait_until_somebody_waits() -> None:
    """Until the database says that a lock is asked for and not given."""
    for _ in range(400):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        threading.Event().wait(0.025)
    raise AssertionError("nobody waits")


@pytest.mark.parametrize("act", ACTS)
def test_whoever_waits_for_the_edition_holds_no_candidate_and_no_wish(finalist, act):
    """Seen: an edit held her and waited for the edition, an approval held it and waited for her."""
    organiser = make_organiser(finalist.edition)
    make_organiser(finalist.edition)

    with transaction.atomic():
        Edition.objects.select_for_update(no_key=True).get(pk=finalist.edition_id)
        thread = acting(act, finalist, organiser)
        wait_until_somebody_waits()
        free = [len(model.objects.select_for_update(nowait=True)) for model in (Candidate, Wish)]
    thread.join(20)

    assert free == [1, 1]


def test_all_acts_at_once_end_without_waiting_for_each_other(finalist):
    organiser, second = make_organiser(finalist.edition), make_organiser(finalist.edition)
    ruling = propose_ineligible(finalist, rule="2 §", reason="Så är det.", by=organiser)
    acts = [
        lambda act=act: ACTS[act](Candidate.objects.get(pk=finalist.pk), organiser)
        for act in ("edit", "correct", "handle", "forget")
    ]

    answers = at_the_same_time([*acts, lambda: approve(ruling, by=second)])

    assert not [a for a in answers if "deadlock" in str(a)]
