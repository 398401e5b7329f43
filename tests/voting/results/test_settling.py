import threading
from datetime import timedelta
from fractions import Fraction
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import InternalError
from django.urls import reverse
from django.utils import translation

from award.log.models import LogEntry
from award.mail.domain.ticking import tick
from award.mail.models import Effect, Message
from award.programme.domain.guard import RoundNotClosed
from award.programme.models import Edition
from nominations.models import Entry
from tests.factories import (
    get_round,
    make_candidate,
    make_edition,
    make_entry,
    make_organiser,
    make_role,
    move_round,
    shift_edition,
)
from voting.ballots.domain.casting import cast
from voting.count.lots import draw
from voting.jury.domain.assigning import assign_everything
from voting.jury.domain.inviting import invite_juror
from voting.jury.domain.scoring import complete
from voting.results.domain import announcing, settling
from voting.results.domain.announcing import public_result
from voting.results.domain.motivating import TooLate, write_motivation
from voting.results.domain.settling import seal_round, settle
from voting.results.models import EditionResult, RoundResult

NAMES = ("anna", "bea", "cilla")


def judge(edition: Edition, points: dict[str, int], jurors: int = 2) -> None:
    """Candidates by slug with the same points from every juror on every criterion."""
    organiser = make_organiser(edition)
    for n in range(jurors):
        invite_juror(edition=edition, email=f"j{n}.{edition.pk}@example.org", by=organiser)
    for slug in points:
        make_entry(edition, candidate=make_candidate(edition, slug.title(), slug=slug))
    assign_everything(edition)
    for juror in edition.jurors.all():
        for entry in Entry.objects.filter(round__kind="jury", round__edition=edition):
            given = points[entry.candidate.slug]
            if given:
                scores = dict.fromkeys(("forebild", "insats", "spridning"), given)
                complete(juror=juror, entry=entry, scores=scores)


def vote(edition: Edition, votes: dict[str, int]) -> None:
    category = edition.categories.get()
    for slug, count in votes.items():
        for n in range(count):
            cast(
                round=get_round(edition, "vote"),
                identity=f"{slug}{n}@example.org",
                choices={category.slug: slug},
                submission=uuid4(),
            )


def close_jury(edition: Edition) -> None:
    move_round(get_round(edition, "jury"), closes_in=-timedelta(minutes=1))
    settle(edition)


def open_vote(edition: Edition) -> None:
    move_round(get_round(edition, "vote"), closes_in=timedelta(days=1))


def close_vote(edition: Edition) -> None:
    move_round(get_round(edition, "vote"), closes_in=-timedelta(minutes=1))


def played(points: dict[str, int], votes: dict[str, int], **fields) -> Edition:
    """A judged and voted edition whose vote closed a minute ago, not settled."""
    edition = make_edition("jury", **fields)
    judge(edition, points)
    close_jury(edition)
    open_vote(edition)
    vote(edition, votes)
    close_vote(edition)
    return edition


def places(edition: Edition) -> list[tuple[int, list[str]]]:
    content = EditionResult.objects.get(edition=edition).content
    found = content["categories"][edition.categories.get().slug]["placements"]
    return [(p["place"], p["candidates"]) for p in found]


@pytest.mark.django_db
def test_open_round_is_never_sealed():
    edition = make_edition("jury")

    with pytest.raises(RoundNotClosed):
        seal_round(get_round(edition, "jury"))
    settle(edition)

    assert not RoundResult.objects.filter(round__kind="jury").exists()


@pytest.mark.django_db
def test_jury_round_lets_the_best_on_into_the_vote():
    edition = make_edition("jury")
    judge(edition, {f"k{n}": n for n in (1, 2, 3, 4, 5)} | {"k6": 4})

    close_jury(edition)

    on = Entry.objects.filter(round=get_round(edition, "vote"))
    assert sorted(e.candidate.slug for e in on) == ["k2", "k3", "k4", "k5", "k6"]


@pytest.mark.django_db
def test_candidate_below_the_quorum_is_not_placed():
    edition = make_edition("jury")
    judge(edition, {"anna": 4, "bea": 0})

    close_jury(edition)

    content = RoundResult.objects.get(round__kind="jury").content
    found = content["categories"][edition.categories.get().slug]
    assert found["finalists"] == ["anna"]
    assert found["below_quorum"] == ["bea"]


@pytest.mark.django_db
def test_tie_for_the_last_place_goes_to_the_lot_that_was_committed_to():
    edition = make_edition("jury")
    names = [f"k{n}" for n in range(7)]
    judge(edition, dict.fromkeys(names, 3))

    close_jury(edition)

    content = RoundResult.objects.get(round__kind="jury").content
    finalists = content["categories"][edition.categories.get().slug]["finalists"]
    assert finalists == sorted(draw(bytes(edition.lot_seed), names)[:5])


@pytest.mark.django_db
def test_result_is_jury_and_public_by_exact_shares():
    edition = played({"anna": 5, "bea": 3, "cilla": 2}, {"anna": 1, "bea": 4, "cilla": 2})

    settle(edition)

    scores = EditionResult.objects.get().content["categories"]["kategori-1"]["scores"]
    assert {n: Fraction(s) for n, s in scores.items()} == {
        "anna": Fraction(5, 20) + Fraction(1, 14),
        "bea": Fraction(3, 20) + Fraction(4, 14),
        "cilla": Fraction(2, 20) + Fraction(2, 14),
    }
    assert places(edition) == [(1, ["bea"]), (2, ["anna"]), (3, ["cilla"])]


@pytest.mark.django_db
def test_changed_vote_counts_once_as_it_was_last():
    edition = played({"anna": 3, "bea": 3}, {"anna": 2})
    category = edition.categories.get()
    open_vote(edition)
    cast(
        round=get_round(edition, "vote"),
        identity="anna0@example.org",
        choices={category.slug: "bea"},
        submission=uuid4(),
    )
    close_vote(edition)

    settle(edition)

    content = RoundResult.objects.get(round__kind="vote").content
    assert content["voters"] == 2
    assert content["categories"][category.slug]["figures"] == {"anna": "1", "bea": "1"}


@pytest.mark.django_db
def test_tie_is_broken_in_the_order_of_the_rules():
    edition = played({"anna": 4, "bea": 2}, {"anna": 1, "bea": 2})

    settle(edition)

    assert places(edition) == [(1, ["anna"]), (2, ["bea"])]
    content = EditionResult.objects.get().content["categories"]["kategori-1"]
    assert content["scores"] == {"anna": "1/2", "bea": "1/2"}
    assert len(content["notes"]) == 1


@pytest.mark.django_db
def test_vote_without_votes_leaves_the_jury_alone_to_decide():
    edition = played({"anna": 2, "bea": 4}, {})

    settle(edition)

    assert places(edition) == [(1, ["bea"]), (2, ["anna"])]


@pytest.mark.django_db
def test_edition_without_a_public_vote_is_the_jurys():
    edition = make_edition("jury", kinds=("nomination", "jury"))
    judge(edition, {"anna": 2, "bea": 4})

    close_jury(edition)

    assert places(edition) == [(1, ["bea"]), (2, ["anna"])]


@pytest.mark.django_db
def test_sealed_result_names_rules_and_lot_and_never_changes():
    edition = played({"anna": 2, "bea": 4}, {"anna": 1})
    settle(edition)
    result = EditionResult.objects.get()

    assert result.content["rules"]["sha256"] == edition.rule_books.get().sha256
    assert result.content["lot"]["seed"] == bytes(edition.lot_seed).hex()
    with pytest.raises((InternalError, IntegrityError), match="append-only"), transaction.atomic():
        EditionResult.objects.update(sha256="x")


@pytest.mark.django_db
def test_ticks_after_downtime_catch_up_with_everything():
    edition = played({"anna": 2, "bea": 4}, {"bea": 1})
    shift_edition(edition, by=-timedelta(days=30))

    tick()

    assert places(edition)[0] == (1, ["bea"])
    assert Effect.objects.get(name="results.tell").done_at is not None


@pytest.mark.django_db
def test_announcement_is_told_once_to_each_person(postbox_off):
    edition = played({"anna": 2, "bea": 4}, {"anna": 1})
    shift_edition(edition, by=-timedelta(days=30))

    for _ in range(3):
        tick()

    told = Message.objects.filter(occasion=f"announced:{edition.pk}")
    assert sorted(told.values_list("recipient", flat=True)) == sorted(
        {p.email for p in _people(edition)}
    )


@pytest.mark.django_db(transaction=True)
def test_three_clockworks_at_once_seal_once():
    edition = played({"anna": 2, "bea": 4}, {"anna": 1})
    errors: list[Exception] = []

    def work() -> None:
        try:
            settle(edition)
        except Exception as error:
            errors.append(error)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert LogEntry.objects.filter(action="result.sealed", edition=edition).count() == 1


@pytest.mark.django_db(transaction=True)
def test_three_clockworks_at_once_would_collide_without_the_lock(monkeypatch):
    """Negative control: without the exclusive lock on the round they count beside each other."""
    edition = played({"anna": 2, "bea": 4}, {"anna": 1})
    together = threading.Barrier(3)
    errors: list[Exception] = []
    monkeypatch.setattr(settling, "hold_closed", lambda _: together.wait(20))

    def work() -> None:
        try:
            seal_round(get_round(edition, "vote"))
        except IntegrityError as error:
            errors.append(error)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(errors) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("broken", ["settle", "public_result"])
def test_edition_that_fails_holds_up_no_other(monkeypatch, broken):
    """The earlier one cannot be settled, or not announced; the other is, at the same tick."""
    poisoned, other = (played({"anna": 2, "bea": 4}, {"bea": 1}) for _ in range(2))
    for edition in (poisoned, other):
        shift_edition(edition, by=-timedelta(days=30))
    module = settling if broken == "settle" else announcing
    original = getattr(module, broken)

    def fail(edition: Edition):
        if edition.pk == poisoned.pk:
            raise RuntimeError("broken")
        return original(edition)

    monkeypatch.setattr(module, broken, fail)

    tick()

    told = Effect.objects.filter(name="results.tell")
    assert list(told.values_list("key", flat=True)) == [f"announce:{other.pk}"]


@pytest.mark.django_db
def test_with_no_clockwork_the_page_itself_seals(client):
    edition = played({"anna": 2, "bea": 4}, {"anna": 1})
    shift_edition(edition, by=-timedelta(days=30))

    answer = client.get(_path("result", edition))

    assert answer.status_code == 200
    assert "Bea" in answer.text


@pytest.mark.django_db
def test_with_no_clockwork_the_ballot_paper_has_its_finalists(client):
    edition = make_edition("jury")
    judge(edition, {"anna": 2, "bea": 4})
    move_round(get_round(edition, "jury"), closes_in=-timedelta(days=2))

    answer = client.get(_path("vote", edition))

    assert "Anna" in answer.text
    assert "Bea" in answer.text


PUBLIC = ("edition", "result", "finalists", "vote", "rules", "nominate", "receipt_check")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("kind", ["", "juror", "reader"])
def test_nothing_leaks_before_the_moment(client, kind, language):
    edition = played({"anna": 2, "bea": 5}, {"anna": 1})
    settle(edition)
    result = EditionResult.objects.get()
    if kind:
        client.force_login(
            make_role(edition, kind), backend="django.contrib.auth.backends.ModelBackend"
        )

    pages = [client.get(language + _path(name, edition)).text for name in PUBLIC]
    pages.append(client.get(language + _path("desk_results", edition)).text)

    score = result.content["categories"]["kategori-1"]["scores"]["bea"]
    for secret in (result.sha256, bytes(edition.lot_seed).hex(), f">{score}<", "innare", "winner"):
        assert not any(secret in text for text in pages)


@pytest.mark.django_db
def test_organiser_sees_the_sealed_result_before_the_moment(client):
    edition = played({"anna": 2, "bea": 5}, {"anna": 1})
    client.force_login(make_organiser(edition), backend="django.contrib.auth.backends.ModelBackend")

    assert "Bea" in client.get(_path("desk_results", edition)).text
    assert public_result(edition) is None


@pytest.mark.django_db
def test_announced_page_in_both_languages(client):
    edition = played({"anna": 2, "bea": 5}, {"anna": 1})
    write_motivation(
        edition.categories.get(),
        text_sv="För modet.",
        text_en="For courage.",
        by=make_organiser(edition),
    )
    shift_edition(edition, by=-timedelta(days=30))

    swedish = client.get(_path("result", edition)).text
    english = client.get("/en" + _path("result", edition)).text

    assert "För modet." in swedish
    assert "For courage." in english
    assert "1 person röstade." in swedish
    assert "1 person voted." in english


@pytest.mark.django_db
def test_motivation_stands_once_the_result_is_public():
    edition = make_edition("announced")

    with pytest.raises(TooLate):
        write_motivation(
            edition.categories.get(), text_sv="x", text_en="", by=make_organiser(edition)
        )


@pytest.fixture
def postbox_off(settings):
    """Mail stays queued: nobody listens."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def _people(edition):
    return {r.person for r in edition.roles.select_related("person")}


def _path(name: str, edition: Edition) -> str:
    with translation.override("sv"):
        return reverse(name, kwargs={"award": edition.award.slug, "year": edition.year})
