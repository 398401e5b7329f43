import re
from fractions import Fraction as F

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories import make_role
from tests.voting.count.elections import elections
from tests.voting.results.playing import IN_FIGURES, alias, counted, newest
from voting.count.flows import flows
from voting.count.outcome import CountRound
from voting.count.registry import METHODS, count
from voting.results.domain.annex import erase_name
from voting.results.domain.announcing import public_result
from voting.results.domain.countwords import left_words, note_words, tie_words, won_words
from voting.results.domain.palette import letter
from voting.results.domain.sankey import BAR, GAP, draw_count
from voting.results.domain.standings import category_results
from voting.results.domain.story import DUEL, count_story

NAMES = {"anna": "Anna Ek", "bea": "Bea", "cilla": "Cilla"}
# Anna 4, Berit 3, Cecilia 2: Cecilia leaves, one of her ballots goes on to Berit, one to nobody.
BALLOTS = {"anna>cecilia": 4, "berit>cecilia": 3, "cecilia>berit": 1, "cecilia": 1}


@pytest.fixture
def edition(db):
    return counted("irv", BALLOTS)


def story(edition):
    result = public_result(edition)
    return count_story(result, category_results(result)[0])


@pytest.mark.django_db
def test_story_tells_who_left_where_the_votes_went_and_who_won(edition):
    with translation.override("en"):
        told = story(edition)

    assert told.steps == (
        (
            "Cecilia leaves, with 2 votes.",
            "They go on: 1 to Berit.",
            "1 go to nobody: those ballots name nobody else.",
        ),
        ("Nothing parts them.", "Anna and Berit share the place."),
    )


@pytest.mark.django_db
def test_story_has_every_figure_of_every_round(edition):
    told = story(edition)

    assert [(line.name, line.figures) for line in told.lines] == [
        ("Anna", (F(4), F(4))),
        ("Berit", (F(3), F(4))),
        ("Cecilia", (F(2), None)),
    ]


@pytest.mark.django_db
def test_vote_that_is_added_up_once_has_no_story():
    assert story(counted("single", {"anna": 2, "berit": 1})) is None


@pytest.mark.django_db
def test_schulze_is_told_by_its_duels(client):
    edition = counted("schulze", {"anna>berit": 3, "berit>cecilia": 2})
    with translation.override("en"):
        told = story(edition)
        page = client.get(reverse("result", args=[edition.award.slug, edition.year]))

    assert told.steps == (("The figures are how many of the others each one beats.", "Anna wins."),)
    assert told.duels == ("Anna 3 – 2 Berit", "Anna 3 – 2 Cecilia", "Berit 5 – 0 Cecilia")
    assert [line.figures for line in told.lines] == [(F(2),), (F(1),), (F(0),)]
    assert "<li>Berit 5 – 0 Cecilia</li>" in page.content.decode()


@pytest.mark.django_db
def test_vote_of_nobody_has_a_story_of_nobody():
    edition = counted("irv", {})
    told = count_story(newest(edition), category_results(newest(edition))[0])

    assert told is None or all(not any(line.figures) for line in told.lines)


def test_finalist_whose_name_is_erased_stands_in_the_story_without_it(edition):
    erase_name(edition, alias(edition, "cecilia"))

    names = [line.name for line in story(edition).lines]

    assert names[:2] == ["Anna", "Berit"]
    assert names[2] in {"(1)", "(2)", "(3)"}


@pytest.mark.django_db
def test_story_of_few_is_not_told():
    assert story(counted("irv", BALLOTS, publication=IN_FIGURES)) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"), [("sv", "Cecilia lämnar, med 2 röster."), ("en", "Cecilia leaves")]
)
def test_result_page_tells_the_story(client, edition, language, words):
    with translation.override(language):
        page = client.get(reverse("result", args=[edition.award.slug, edition.year]))

    assert words in page.content.decode()
    assert page.content.decode().count("<path ") == 3, "two stay, one vote goes on"


@pytest.mark.django_db
def test_desk_tells_the_story_before_it_is_public(client):
    edition = counted("irv", BALLOTS, public=False)
    client.force_login(make_role(edition, "organiser"))

    page = client.get(reverse("desk_results", args=[edition.award.slug, edition.year]))

    assert "Cecilia lämnar" in page.content.decode()


@pytest.mark.parametrize("method", METHODS)
def test_every_remark_of_the_core_has_words_in_swedish(method):
    with translation.override("sv"):
        for names, ballots in elections(method, 300):
            for seats in (1, 2):
                for told in count(method, ballots.items(), candidates=names, seats=seats).rounds:
                    if told.note and told.note != DUEL:
                        assert note_words(told.note) != told.note


def test_remark_that_nobody_knows_stands_as_it_is():
    assert note_words("something new") == "something new"


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("jury: anna > bea=cilla", "Anna Ek > Bea = Cilla (avgjort av juryns tal)"),
        ("lot: bea > gone", "Bea > – (avgjort av lottning)"),
        (
            "no entry has the jury's quorum: all of them go on",
            "Ingen kandidat har tillräckligt många av juryns poängblad: alla gick vidare.",
        ),
    ],
)
def test_split_place_is_told_by_names(note, words):
    with translation.override("sv"):
        assert tie_words(note, NAMES) == words


def test_who_leaves_and_who_wins_in_the_words_of_the_method():
    with translation.override("en"):
        told = [
            left_words("irv", ["Anna"], F(3)),
            left_words("irv", ["Anna", "Bea", "Cilla"], F(3, 2)),
            left_words("eph", ["Anna"], F(5, 3)),
            left_words("eph", ["Anna", "Bea"], F(1)),
            left_words("star", ["Anna", "Bea"], F(9)),
            won_words("irv", ["Anna"]),
            won_words("star", ["Anna"]),
            won_words("irv", ["Anna", "Bea"]),
        ]

    assert told == [
        "Anna leaves, with 3 votes.",
        "Anna, Bea and Cilla leave, with 1.50 votes together.",
        "Anna leaves, with 1.67 points.",
        "Anna and Bea leave, with 1 points together.",
        "Anna and Bea: not among the two with the highest scores.",
        "Anna has more than half of what is left, and wins.",
        "Anna wins.",
        "Anna and Bea share the place.",
    ]


def draw(tallies, left):
    rounds = [
        CountRound({n: F(t) for n, t in row.items()}, out)
        for row, out in zip(tallies, left, strict=True)
    ]
    return draw_count(rounds, flows(rounds), NAMES)


def test_drawing_has_a_bar_a_round_as_wide_as_the_votes():
    drawing = draw([{"anna": 4, "bea": 3, "cilla": 3}, {"anna": 4, "bea": 5}], [("cilla",), ()])

    assert [[(b.x, b.width) for b in level.blocks] for level in drawing.levels] == [
        [("0.00", "400.00"), ("400.00", "300.00"), ("700.00", "300.00")],
        [("0.00", "400.00"), ("400.00", "500.00")],
    ]
    assert [level.y for level in drawing.levels] == [0, BAR + GAP]
    assert drawing.height == 2 * BAR + GAP


def test_ribbons_keep_their_width_and_end_where_the_next_bar_begins():
    drawing = draw([{"anna": 4, "bea": 3, "cilla": 3}, {"anna": 4, "bea": 5}], [("cilla",), ()])

    ends = [re.findall(r"[-0-9.]+(?=,)|(?<=H)[-0-9.]+", r.path) for r in drawing.ribbons]

    assert [(e[0], e[3], e[4]) for e in ends] == [
        ("0.00", "0.00", "400.00"),
        ("400.00", "400.00", "700.00"),
        ("700.00", "700.00", "900.00"),
    ]


def test_votes_of_two_who_leave_together_reach_the_others_whole():
    drawing = draw([{"anna": 6, "bea": 2, "cilla": 2}, {"anna": 9}], [("bea", "cilla"), ()])

    assert [r.fill for r in drawing.ribbons] == [k.fill for k in drawing.key]


def test_nobody_voted_and_it_can_still_be_drawn():
    drawing = draw([{"anna": 0, "bea": 0}, {"anna": 0}], [("bea",), ()])

    assert (drawing.levels[0].blocks, drawing.ribbons) == ((), ())


def test_narrow_part_has_no_letter():
    drawing = draw([{"anna": 97, "bea": 3}, {"anna": 97}], [("bea",), ()])

    assert [b.letter for b in drawing.levels[0].blocks] == ["A", ""]


@pytest.mark.parametrize(("n", "expected"), [(0, "A"), (25, "Z"), (26, "AA"), (53, "BB")])
def test_letters_go_on_after_z(n, expected):
    assert letter(n) == expected
