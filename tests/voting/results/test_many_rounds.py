"""A year of many rounds, played to its result: a jury before the jury, and categories that go different ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import translation

from award.desk.domain.clock_moving import move_clock
from award.programme.domain.calendar import calendar
from award.programme.models import Category, Edition, Round
from award.rules.domain.books import adopt, locked, rules_in_force
from award.rules.domain.document import Prize, Publication, Text, Window
from nominations.domain.shortlisting import enter, first_judged_round
from nominations.models import Entry
from tests.award.rules.changes import until
from tests.factories import make_candidate, make_edition, make_organiser
from tests.serving import as_serving
from voting.ballots.domain.casting import cast
from voting.jury.domain.assigning import assign_everything
from voting.jury.domain.inviting import invite_juror
from voting.jury.domain.juror_desk import desk_of
from voting.jury.domain.outlook import outlooks
from voting.jury.domain.progress import progress
from voting.jury.domain.scoring import ScoringRefused, complete
from voting.jury.domain.standing import Standing, hold_standing
from voting.results.domain.settling import settle
from voting.results.domain.shortlist import sealed_shortlist
from voting.results.domain.standings import category_results
from voting.results.models import EditionResult
from voting.results.recount.recounting import recounted

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SONG, STAGE = "kategori-1", "kategori-2"
PRIZE = Prize(2, (Text("Guld", "Gold"), Text("Silver", "Silver")))
EVERYTHING = Publication(1, 1, "sheets", "ballots")


def year_of_many_rounds() -> Edition:
    """Songs are read, then heard, then voted on by ranking; stages are judged once, beside the hearing."""
    edition = make_edition("before", categories=2, is_made_up=True)
    drafted = rules_in_force(edition)
    jury, vote = drafted.jury, drafted.vote
    assert jury and vote
    day = jury.window.opens_at
    reading = replace(
        jury,
        slug="lasning",
        name=Text("Läsningen", "The reading"),
        only_for=(SONG,),
        window=Window(day, day + 4 * DAY),
        criteria=jury.criteria[:1],
        quorum=1,
        finalists=3,
        grace_hours=0,
    )
    hearing = replace(
        jury,
        slug="lyssning",
        name=Text("Lyssningen", "The hearing"),
        only_for=(SONG,),
        window=Window(day + 5 * DAY, day + 8 * DAY),
        quorum=1,
        finalists=2,
        grace_hours=0,
    )
    stages = replace(
        jury,
        slug="scener",
        name=Text("Scenerna", "The stages"),
        only_for=(STAGE,),
        window=Window(day + 2 * DAY, day + 8 * DAY),
        scale_max=9,
        criteria=jury.criteria[1:],
        quorum=1,
        grace_hours=0,
    )
    ranking = replace(vote, method="irv", only_for=(SONG,))
    rules = drafted.having(
        rounds=(drafted.nomination, reading, stages, hearing, ranking),
        publication=EVERYTHING,
        categories=(drafted.categories[0], replace(drafted.categories[1], prize=PRIZE)),
    )
    adopt_again(edition, rules)
    return edition


def adopt_again(edition: Edition, rules) -> None:
    with transaction.atomic():
        adopt(locked(edition), rules, by=None, actor="system")
    edition.refresh_from_db()


def entered(edition: Edition, slug: str, names: tuple[str, ...]) -> None:
    category = Category.objects.get(edition=edition, slug=slug)
    for name in names:
        candidate = make_candidate(edition, name.title(), slug=name)
        enter(candidate=candidate, category=category, round=first_judged_round(category))


def score(edition: Edition, round: str, points: Mapping[str, int]) -> None:
    assign_everything(edition)
    criteria = [c.slug for c in rules_in_force(edition).round(round).criteria]
    for juror in edition.jurors.all():
        for entry in Entry.objects.filter(round__slug=round, round__edition=edition):
            given = points[entry.candidate.slug]
            complete(juror=juror, entry=entry, scores=dict.fromkeys(criteria, given))


def standing_in(edition: Edition, round: str) -> set[str]:
    found = Entry.objects.filter(round__edition=edition, round__slug=round)
    return set(found.values_list("candidate__slug", flat=True))


@pytest.fixture
def edition() -> Edition:
    edition = year_of_many_rounds()
    organiser = make_organiser(edition)
    until(edition, "nomination", "opens_at")
    for n in range(2):
        invite_juror(edition=edition, email=f"j{n}@example.org", by=organiser)
    entered(edition, SONG, ("anna", "bea", "cilla", "doris", "eva"))
    entered(edition, STAGE, ("frida", "greta"))
    return edition


def play(edition: Edition) -> None:
    until(edition, "lasning", "opens_at")
    score(edition, "lasning", {"anna": 5, "bea": 4, "cilla": 3, "doris": 2, "eva": 1})
    until(edition, "lasning", "closes_at")
    settle(edition)
    until(edition, "lyssning", "opens_at")
    score(edition, "lyssning", {"anna": 1, "bea": 4, "cilla": 5})
    score(edition, "scener", {"frida": 9, "greta": 2})
    until(edition, "lyssning", "closes_at")
    settle(edition)
    until(edition, "vote", "opens_at")
    for n, ballot in enumerate(["bea>cilla", "bea>cilla", "cilla"]):
        cast(
            round=Round.objects.get(edition=edition, slug="vote"),
            identity=f"{n}@example.org",
            choices={SONG: ballot},
            submission=uuid4(),
        )
    until(edition, "vote", "closes_at")
    settle(edition)


def test_rules_that_list_their_rounds_are_of_the_second_format(edition):
    book = edition.rule_books.adopted().first()

    assert book.rules["format"] == "forebild-rules/2"
    assert [r["slug"] for r in book.rules["rounds"]] == [
        "nomination",
        "lasning",
        "scener",
        "lyssning",
        "vote",
    ]
    assert "jury" not in book.rules


def test_candidates_enter_the_first_round_of_their_category(edition):
    assert standing_in(edition, "lasning") == {"anna", "bea", "cilla", "doris", "eva"}
    assert standing_in(edition, "scener") == {"frida", "greta"}


def test_each_round_has_before_it_whom_the_one_before_has_chosen(edition):
    play(edition)

    assert standing_in(edition, "lyssning") == {"anna", "bea", "cilla"}
    assert standing_in(edition, "vote") == {"bea", "cilla"}


def test_the_result_counts_the_last_jury_and_both_counters_agree(edition):
    play(edition)

    result = EditionResult.objects.of(edition).first()
    alias = dict(edition.candidates.values_list("slug", "alias"))
    songs = result.content["categories"][SONG]
    stages = result.content["categories"][STAGE]
    assert songs["jury"] == {alias["bea"]: "4", alias["cilla"]: "5"}
    assert stages["placements"][0]["candidates"] == [alias["frida"]]
    assert stages["ballots"] is None
    assert (stages["seats"], "seats" in songs) == (2, False)
    assert set(result.content["stages"]) == {f"{SONG}@lasning"}
    assert result.content["stages"][f"{SONG}@lasning"]["finalists"] == sorted(
        alias[name] for name in ("anna", "bea", "cilla")
    )
    found = recounted(result)
    assert found.agrees, found.words


def test_jurors_see_the_rounds_that_are_open(edition):
    until(edition, "lasning", "opens_at")
    assign_everything(edition)
    juror = edition.jurors.first()
    assert {row.entry.round.slug for row in desk_of(juror).rows} == {"lasning"}

    score(edition, "lasning", {"anna": 5, "bea": 4, "cilla": 3, "doris": 2, "eva": 1})
    assert [p.is_done for p in progress(edition)] == [True, True]
    until(edition, "lasning", "closes_at")
    settle(edition)
    until(edition, "lyssning", "opens_at")
    assign_everything(edition)

    assert {row.entry.round.slug for row in desk_of(juror).rows} == {"scener", "lyssning"}
    found = outlooks(edition, calendar(edition))
    assert {each.round.slug for each in found} == {"scener", "lyssning"}


def test_points_keep_to_the_scale_and_the_criteria_of_their_own_round(edition):
    until(edition, "scener", "opens_at")
    assign_everything(edition)
    juror, stage = edition.jurors.first(), Entry.objects.get(candidate__slug="frida")
    song = Entry.objects.get(candidate__slug="anna", round__slug="lasning")

    complete(juror=juror, entry=stage, scores={"insats": 9, "spridning": 9})
    with pytest.raises(ScoringRefused):
        complete(juror=juror, entry=song, scores={"forebild": 9})
    with pytest.raises(ScoringRefused):
        complete(juror=juror, entry=song, scores={"insats": 3})


def test_the_panel_is_a_matter_for_two_until_the_last_jury_is_done(edition):
    found = {}
    for round, end in (
        ("nomination", "closes_at"),
        ("lasning", "opens_at"),
        ("lasning", "closes_at"),
    ):
        until(edition, round, end)
        with transaction.atomic():
            found[round, end] = hold_standing(edition)
    settle(edition)
    with transaction.atomic():
        found["sealed"] = hold_standing(edition)
    until(edition, "lyssning", "closes_at")
    with transaction.atomic():
        found["over"] = hold_standing(edition)

    assert list(found.values()) == [
        Standing.FREE,
        Standing.TWO,
        Standing.FIXED,  # until it is sealed
        Standing.TWO,
        Standing.FIXED,
    ]


def test_organisers_see_each_category_as_its_newest_round_left_it(edition):
    until(edition, "lasning", "opens_at")
    score(edition, "lasning", {"anna": 5, "bea": 4, "cilla": 3, "doris": 2, "eva": 1})
    until(edition, "lasning", "closes_at")
    first = sealed_shortlist(edition)
    play_rest(edition)

    then = sealed_shortlist(edition)

    assert [c.category.slug for c in first.categories] == [SONG]
    assert [r.candidate.slug for r in first.categories[0].finalists] == ["anna", "bea", "cilla"]
    assert [c.category.slug for c in then.categories] == [SONG, STAGE]
    assert [r.candidate.slug for r in then.categories[0].finalists] == ["cilla", "bea"]
    assert [c.scale for c in then.categories] == [(1, 5), (1, 9)]


def play_rest(edition: Edition) -> None:
    until(edition, "lyssning", "opens_at")
    score(edition, "lyssning", {"anna": 1, "bea": 4, "cilla": 5})
    score(edition, "scener", {"frida": 9, "greta": 2})
    until(edition, "lyssning", "closes_at")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("slug", "name", "round", "why"),
    [
        (SONG, "doris", "vote", "has chosen"),
        (STAGE, "frida", "vote", "not for this category"),
        (SONG, "doris", "lyssning", "has chosen"),
    ],
)
def test_nobody_is_put_into_a_round_past_the_one_before(edition, slug, name, round, why):
    category = Category.objects.get(edition=edition, slug=slug)
    candidate = edition.candidates.get(slug=name)

    with as_serving(), pytest.raises(DatabaseError, match=why), transaction.atomic():
        Entry.objects.create(
            candidate=candidate,
            category=category,
            round=Round.objects.get(edition=edition, slug=round),
        )


def test_pages_of_such_a_year_are_shown(edition, client):
    play(edition)
    place = [edition.award.slug, edition.year]

    for name in ("edition", "rules", "finalists", "result"):
        assert client.get(reverse(name, args=place)).status_code in {200, 404}, name
    words = client.get(reverse("rules", args=place), headers={"accept-language": "sv"}).text
    assert "Läsningen" in words
    assert "Lyssningen" in words


def test_each_place_that_wins_is_told_with_its_grade(edition):
    play(edition)
    result = EditionResult.objects.of(edition).first()

    with translation.override("sv"):
        _songs, stages = category_results(result)
        found = [(s.candidate.name, s.grade) for s in stages.winners]

    assert found == [("Frida", "Guld"), ("Greta", "Silver")]


def test_the_page_of_the_result_names_both_with_their_grades(edition, client):
    play(edition)
    move_clock(edition, to=edition.announce_at + timedelta(minutes=1), by="test", reason="Provet.")

    page = client.get(reverse("result", args=[edition.award.slug, edition.year])).text

    assert "· Guld" in page
    assert "· Silver" in page
    assert page.index("Frida") < page.index("Greta")
