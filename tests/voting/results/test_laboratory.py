"""The laboratory's page, command and drawings."""

import json
from collections.abc import Iterable
from fractions import Fraction as F
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.urls import reverse

from tests.factories import make_organiser, make_role
from tests.voting.count.published import load
from tests.voting.results.playing import (
    CATEGORY,
    IN_FIGURES,
    alias,
    announce,
    played,
    settled,
)
from voting.count.combination import Group
from voting.count.laboratory.study import study
from voting.results.domain.annex import erase_name
from voting.results.domain.announcing import public_result
from voting.results.domain.laboratory import announced_editions, subject_of_category
from voting.results.domain.laboratory_drawings import draw_effects, draw_winners
from voting.results.domain.settling import settle

FINALS = load("eurovision")["finals"]
RULES = ("sums", "shares", "places", "points", "zscores", "public_among_shortlist", "veto")
LABELS = {rule: rule for rule in RULES}


@pytest.fixture
def announced(db):
    """The jury wants Bea, the public Anna; the result is public."""
    edition = settled({"anna": 2, "bea": 5, "cilla": 3}, {"anna": 3, "bea": 2, "cilla": 1})
    assert announce(edition)
    return edition


def write_finals(path: Path, years: Iterable[str]) -> Path:
    """Finals as their source gives them: its own column names, the years in one file."""
    rows = [
        f"{year},{country},{tele},{jury},{place}"
        for year in years
        for country, (tele, jury, place) in FINALS[year].items()
    ]
    path.write_text("\n".join(["year,to,tele_points,jury_points,place", *rows]), encoding="utf-8")
    return path


@pytest.fixture
def finals_file(tmp_path):
    return write_finals(tmp_path / "places.csv", FINALS)


@pytest.fixture
def final_of_2016(tmp_path):
    return write_finals(tmp_path / "place.csv", ["2016"])


def page(edition) -> str:
    return reverse("desk_laboratory", args=[edition.award.slug, edition.year])


def source(edition) -> str:
    return f"{edition.award.slug}/{edition.year}/{edition.categories.get().slug}"


def run(capsys, *arguments: object) -> str:
    call_command("laboratory", *map(str, arguments))
    return capsys.readouterr().out


COLUMNS = (
    "--columns",
    "candidate=to,category=year,jury=jury_points,public=tele_points,place=place",
)


def test_sums_give_all_104_official_places(finals_file, capsys):
    found = json.loads(run(capsys, finals_file, *COLUMNS, "--ties", "public", "--json"))

    official = [year["rules"]["sums"]["official"] for year in found]
    assert [(o["agree"], o["of"]) for o in official] == [(26, 26)] * 4


def test_command_tells_break_points_and_effective_weights(final_of_2016, capsys):
    told = run(capsys, final_of_2016, *COLUMNS, "--ties", "public")

    assert "the winner changes at jury 31.93 % (38/119): ru = ua" in told
    assert "public: weight 50.00 %, effective 61.45 %" in told


def test_command_draws(final_of_2016, tmp_path, capsys):
    run(capsys, final_of_2016, *COLUMNS, "--svg", tmp_path / "out")

    drawn = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert drawn == ["2016-effects.svg", "2016-winners.svg"]
    root = ElementTree.parse(tmp_path / "out" / "2016-winners.svg").getroot()
    titles = {t.text for t in root.iter("{http://www.w3.org/2000/svg}title")}
    assert {"ru", "ua", "au"} <= titles
    lines = [t.text for t in root.iter("{http://www.w3.org/2000/svg}text")]
    assert lines[-6::2] == ["A", "B", "C"], "what the letters mean stands below"


def test_weights_can_be_given(tmp_path, capsys):
    path = tmp_path / "two.csv"
    path.write_text("candidate,jury,public\na,3,1\nb,1,2\n")

    (found,) = json.loads(run(capsys, path, "--json", "--weights", "jury=1,public=9"))

    assert found["weights"] == {"jury": "1", "public": "9"}
    assert found["rules"]["sums"]["placements"][0] == {"place": 1, "candidates": ["b"]}


@pytest.mark.parametrize(
    ("text", "line"),
    [("candidate,jury\na,much\n", "two.csv:2: number much"), ("", "two.csv:1: empty")],
)
def test_file_that_cannot_be_read_is_refused_in_one_line(tmp_path, capsys, text, line):
    path = tmp_path / "two.csv"
    path.write_text(text)

    with pytest.raises(SystemExit) as stopped:
        run(capsys, path)

    assert stopped.value.code == 2
    assert capsys.readouterr().err.strip().endswith(line)


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["nothing.csv", "nobody/2026", "nobody"])
def test_source_that_is_not_there_is_refused(capsys, words):
    with pytest.raises(SystemExit) as stopped:
        run(capsys, words)

    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith(f"{words}: ")


def test_announced_edition_has_its_own_ballots_drawn_anew(announced, capsys):
    told = run(capsys, f"{announced.award.slug}/{announced.year}")

    assert "(the rule in use)" in told
    assert "of 200 made-up years" in told


def test_subject_of_a_year_gives_the_year_s_own_result(announced):
    result = public_result(announced)

    subject = subject_of_category(result, CATEGORY)

    trial = next(t for t in subject.trials() if t.rule == subject.chosen)
    sealed = result.content["categories"][CATEGORY]
    assert {n: str(s) for n, s in trial.combined.scores.items()} == sealed["scores"]
    assert sorted(subject.labels.values()) == ["Anna", "Bea", "Cilla"]
    assert {sum(g.tallies.values()) for y in subject.years for g in y if g.name == "public"} == {6}


def test_erased_finalist_has_no_name_in_the_laboratory(announced):
    erase_name(announced, alias(announced, "bea"))

    subject = subject_of_category(public_result(announced), CATEGORY)

    assert {"Anna", "Cilla"} < set(subject.labels.values())
    assert "Bea" not in subject.labels.values()


@pytest.mark.django_db
def test_few_voters_are_not_drawn_anew():
    edition = settled({"anna": 2, "bea": 5}, {"anna": 1}, publication=IN_FIGURES)

    subject = subject_of_category(announce(edition), CATEGORY)

    assert subject.years == ()


def test_only_announced_years_of_the_same_organisation_can_be_chosen(announced):
    other = played({"anna": 2, "bea": 5}, {"anna": 1})
    settle(other)

    assert announced_editions(announced.award.organisation) == [announced]
    assert announced_editions(other.award.organisation) == (
        [announced] if other.award.organisation == announced.award.organisation else []
    )


def test_page_tries_every_rule_on_a_year(announced, client):
    client.force_login(make_role(announced, "reader"))

    found = client.get(page(announced), {"source": source(announced), "weight": "50"})

    assert [rule for rule, _ in found.context["rules"]] == list(RULES)
    assert next(row.name for row in found.context["orders"]) in {"Anna", "Bea"}
    assert found.context["winners"].mark == "50.000%"
    assert "<svg" in found.content.decode()


def test_page_tries_every_rule_on_typed_figures_and_keeps_them(announced, client):
    client.force_login(make_organiser(announced))
    text = "candidate;jury;public\nAda <b>;4,5;10\nBea;3;20"

    found = client.post(page(announced), {"figures": text, "weight": "100"})

    assert found.context["orders"][0].name == "Ada <b>"
    words = found.content.decode()
    assert "Ada &lt;b&gt;;4,5;10" in words
    assert "Ada <b>" not in words


def test_swedish_headings_are_understood(announced, client):
    client.force_login(make_organiser(announced))
    text = "Kandidat\tJuryn\tAllmänheten\nÅsa\t4,5\t10"

    found = client.post(page(announced), {"figures": text, "weight": "50"})

    assert [row.name for row in found.context["orders"]] == ["Åsa"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("candidate,jury,public\na,1,x", "Rad 2: ”x” är inget tal."),
        ("candidate,jury\na,1", "Första raden ska vara: candidate,jury,public"),
        ("candidate,jury,public\na,1,2\na,3,4", "Rad 3: ”a” står där två gånger."),
        ("candidate,jury,public", "Rad 1: här finns inga siffror."),
    ],
)
def test_typed_figures_that_are_wrong_are_told_and_kept(announced, client, text, told):
    client.force_login(make_organiser(announced))

    found = client.post(page(announced), {"figures": text, "weight": "50"})

    words = found.content.decode()
    assert told in words
    assert text.splitlines()[0] in words
    assert found.context["subject"] is None


@pytest.mark.parametrize(
    "query", [{"source": "x/1/y", "weight": "50"}, {"source": "", "weight": "x"}]
)
def test_a_year_that_is_not_there_is_told(announced, client, query):
    client.force_login(make_organiser(announced))

    found = client.get(page(announced), query)

    assert found.status_code == 200
    assert found.context["year_form"].errors
    assert found.context["subject"] is None


def test_figures_of_one_candidate_without_votes_are_no_error(announced, client):
    client.force_login(make_organiser(announced))

    found = client.post(page(announced), {"figures": "candidate,jury,public\na,1,0", "weight": "0"})

    assert found.status_code == 200
    assert [row.places[0] for row in found.context["orders"]] == [1]


ONE = Group("jury", F(1), {"a": F(3), "b": F(1)})
OTHER = Group("public", F(1), {"a": F(1), "b": F(2)})


def test_drawing_changes_colour_at_the_break_point():
    drawing = draw_winners(
        study([ONE, OTHER]), rules=LABELS, candidates={"a": "Anna", "b": "Bea"}, weight=F(1, 2)
    )

    sums = next(bar for bar in drawing.bars if bar.label == "sums")
    assert [(p.x, p.width, p.title) for p in sums.pieces] == [
        ("0.000%", "33.333%", "Bea"),
        ("33.333%", "66.667%", "Anna"),
    ]
    assert [key.label for key in drawing.key] == ["Bea", "Anna"]
    assert drawing.mark == "50.000%"


def test_side_that_works_against_the_result_is_not_drawn_but_told():
    against = [
        Group("jury", F(9), {"a": F(9), "b": F(1), "c": F(5)}),
        Group("public", F(1), {"a": F(1), "b": F(9), "c": F(5)}),
    ]
    trials = study(against)

    drawing = draw_effects(trials, rules=LABELS, sides={"jury": "jury", "public": "public"})

    assert "sums" not in [bar.label for bar in drawing.bars]
    sums = next(t for t in trials if t.rule == "sums")
    assert sums.effects[1].effective < 0
