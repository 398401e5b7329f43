from datetime import timedelta

import pytest
from django.utils import timezone

from award.log.models import LogPayload
from nominations.domain.asking import inform
from nominations.domain.merging import merge_candidates
from nominations.domain.reviewing import ReviewRefused, accept
from nominations.domain.signing import check_answer_code, mail_answer_code
from nominations.models import Candidate, Entry
from tests.factories import (
    get_round,
    make_candidate,
    make_edition,
    make_entry,
    make_nominee,
    make_organiser,
    shift_edition,
)
from tests.nominations.making import at_the_same_time, code_of, make_nomination

WHY = "Samma arbetsplats och samma kollegor."


@pytest.mark.django_db
def test_merge_moves_nominations_and_entries_to_the_one_who_stays():
    edition = make_edition(categories=2)
    organiser = make_organiser(edition)
    first, second = edition.categories.all()
    keep = accept(nomination=make_nomination(edition, category=first), by=organiser)
    fold = accept(nomination=make_nomination(edition, category=second), by=organiser)
    accept(nomination=make_nomination(edition, category=first), by=organiser, candidate=fold)

    merge_candidates(keep=keep, fold=fold, by=organiser, reason=WHY)

    assert list(Candidate.objects.all()) == [keep]
    assert keep.nominations.count() == 3
    assert [e.category for e in Entry.objects.order_by("category")] == [first, second]


@pytest.mark.django_db
def test_merge_is_in_the_log_with_both_as_they_were():
    edition = make_edition()
    organiser = make_organiser(edition)
    keep, fold = make_nominee(edition, "Anna Öberg"), make_nominee(edition, "A. Öberg")

    merge_candidates(keep=keep, fold=fold, by=organiser, reason=WHY)

    content = LogPayload.objects.get(entry__action="candidate.merged").content
    assert content["before"]["keep"]["name"] == "Anna Öberg"
    assert content["before"]["fold"]["name"] == "A. Öberg"
    assert content["reason"] == WHY


@pytest.mark.django_db
def test_merge_fills_in_what_is_not_known_and_changes_nothing_that_is():
    edition = make_edition()
    keep = make_nominee(edition, "Anna Öberg", workplace="Regionen", email="")
    fold = make_nominee(
        edition, "A. Öberg", workplace="Kommunen", email="ak@example.org", title="Arkitekt"
    )

    merge_candidates(keep=keep, fold=fold, by=make_organiser(edition), reason=WHY)

    keep.refresh_from_db()
    assert (keep.name, keep.workplace) == ("Anna Öberg", "Regionen")
    assert (keep.email, keep.title) == ("ak@example.org", "Arkitekt")


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["keep", "fold"])
def test_merge_never_turns_a_no_into_a_yes(who):
    edition = make_edition()
    no, yes = {"declined_at": timezone.now()}, {"accepted_at": timezone.now()}
    keep = make_nominee(edition, **no if who == "keep" else yes)
    fold = make_nominee(edition, **yes if who == "keep" else no)

    merge_candidates(keep=keep, fold=fold, by=make_organiser(edition), reason=WHY)

    keep.refresh_from_db()
    assert keep.accepted_at is None
    assert keep.declined_at is not None


@pytest.mark.django_db
def test_merge_keeps_the_link_that_only_the_folded_one_was_sent():
    edition = make_edition()
    organiser = make_organiser(edition)
    keep, fold = make_nominee(edition), make_nominee(edition, email="ak@example.org")
    inform(fold, by=organiser)
    mail_answer_code(fold)
    code = code_of(fold)
    fold.refresh_from_db()

    merge_candidates(keep=keep, fold=fold, by=organiser, reason=WHY)

    found = Candidate.objects.get(answer_key=fold.answer_key)
    assert found == keep
    check_answer_code(found, code)


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "  "])
def test_merge_asks_for_a_reason(reason):
    edition = make_edition()

    with pytest.raises(ReviewRefused):
        merge_candidates(
            keep=make_nominee(edition),
            fold=make_nominee(edition),
            by=make_organiser(edition),
            reason=reason,
        )

    assert Candidate.objects.count() == 2


@pytest.mark.django_db
def test_merge_refuses_herself_and_strangers():
    edition = make_edition()
    organiser, one = make_organiser(edition), make_nominee(edition)

    for fold in (one, make_nominee(make_edition())):
        with pytest.raises(ReviewRefused):
            merge_candidates(keep=one, fold=fold, by=organiser, reason=WHY)


@pytest.mark.django_db
def test_merge_is_refused_once_the_jury_has_begun():
    edition = make_edition("jury")
    keep, fold = make_nominee(edition), make_nominee(edition)
    make_entry(edition, candidate=fold)

    with pytest.raises(ReviewRefused):
        merge_candidates(keep=keep, fold=fold, by=make_organiser(edition), reason=WHY)

    assert Entry.objects.get().candidate == fold


@pytest.mark.django_db
def test_merge_is_possible_until_the_jury_begins():
    edition = make_edition()
    keep, fold = make_nominee(edition), make_nominee(edition)
    make_entry(edition, candidate=fold)
    opening = timezone.now() + timedelta(minutes=1)
    shift_edition(edition, by=opening - get_round(edition, "jury").opens_at)

    merge_candidates(keep=keep, fold=fold, by=make_organiser(edition), reason=WHY)

    assert Entry.objects.get(round=get_round(edition, "jury")).candidate == keep


@pytest.mark.django_db(transaction=True)
def test_merge_both_ways_at_once_leaves_one():
    edition = make_edition()
    organiser = make_organiser(edition)
    one, other = make_nominee(edition), make_nominee(edition)

    answers = at_the_same_time(
        [
            lambda: merge_candidates(keep=one, fold=other, by=organiser, reason=WHY),
            lambda: merge_candidates(keep=other, fold=one, by=organiser, reason=WHY),
        ]
    )

    assert sum(isinstance(answer, ReviewRefused) for answer in answers) == 1
    assert Candidate.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("phase", "said", "address"), [("nomination", "Leder", "a@example.org"), ("vote", "", "")]
)
def test_merge_adds_neither_words_nor_a_way_to_her_when_voices_are_on_her(phase, said, address):
    edition = make_edition(phase)
    keep = make_candidate(edition, "Anna Öberg", workplace="", motivation_en="")
    if phase == "vote":
        make_entry(edition, "vote", candidate=keep)
    fold = make_nominee(
        edition, "A. Öberg", title="Leder", workplace="Fabriken", email="a@example.org"
    )

    merge_candidates(keep=keep, fold=fold, by=make_organiser(edition), reason=WHY)

    keep.refresh_from_db()
    assert keep.title == said
    assert bool(keep.workplace) is bool(said)
    assert keep.email == address
