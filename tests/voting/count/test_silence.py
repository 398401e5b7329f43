"""Over random rules and material: nobody wins by silence, and the two counters see it alike."""

import random
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.voting.count.packages import (
    SEED,
    erase_names,
    first_format,
    package,
    random_material,
    random_rules,
    recount_here,
    recounter,
)
from voting.count.deciding import REASONS
from voting.count.reckoning import reckon
from voting.count.registry import METHODS

RECOUNT = recounter()
SOURCES = st.randoms(use_true_random=False)
SOME = settings(max_examples=80, deadline=None)


@st.composite
def awards(draw):
    """A rule book and its two categories."""
    source = draw(SOURCES)
    rules = random_rules(source, draw(st.sampled_from(sorted(METHODS))))
    return rules, [random_material(source, rules, slug) for slug in ("first", "second")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("silence")


def test_random_awards_are_undecided_for_every_reason_and_withhold_every_side():
    source = random.Random("silence")
    seen, withheld = set(), set()
    for _ in range(150):
        rules = random_rules(source, source.choice(sorted(METHODS)))
        materials = [random_material(source, rules, slug) for slug in ("first", "second")]
        result = package(rules, materials).result
        seen.update(*(category["reasons"] for category in result["categories"].values()))
        sides = [result["publication"]["jury"], *result["publication"]["public"].values()]
        withheld |= {side["as"] for side in sides if side}

    assert seen == set(REASONS)
    assert withheld == {"figures", "sheets", "ballots"}


@SOME
@given(award=awards())
def test_undecided_category_has_no_winner_in_any_shape(award):
    rules, materials = award
    for material in materials:
        found = reckon(rules, material, seed=SEED)
        written = found.to_json()

        decided = written["status"] == "decided"
        assert decided == (found.reasons == ()) == bool(found.winners)
        assert decided == bool(written["placements"])
        assert set(found.reasons) <= set(REASONS)
        if decided:
            assert written["placements"][0]["candidates"] == list(found.winners)
            assert len(found.winners) == 1
            assert found.winners[0] in found.finalists


@SOME
@given(award=awards())
def test_winner_has_been_chosen_by_every_side_that_weighs(award):
    """Whoever has won was judged: somebody voted for somebody, and the jury had its quorum."""
    rules, materials = award
    weights = rules["combination"]["weights"]
    alone = "jury" not in rules or "vote" not in rules
    for material in materials:
        found = reckon(rules, material, seed=SEED)
        if not found.winners:
            continue

        if "vote" in rules and (alone or weights["public"]):
            assert found.turnout.standing > 0
        if "jury" in rules and (alone or weights["jury"]):
            assert any(figure is not None for figure in found.jury.values())


@SOME
@given(award=awards(), n=st.integers(0, 5))
def test_ballot_for_somebody_mends_that_there_were_none(award, n):
    rules, materials = award
    found = reckon(rules, replace(materials[0], ballots=[]), seed=SEED)
    assume("vote" in rules and found.finalists)
    name = found.finalists[n % len(found.finalists)]
    scored = rules["vote"]["method"] in {"points", "score", "star"}
    ballot = f"{name}:1" if scored else name

    given = replace(materials[0], ballots=[(ballot, 1)])

    after = reckon(rules, given, seed=SEED)
    assert "no_ballots" not in after.reasons
    assert set(after.reasons) - {"tie"} == set(found.reasons) - {"no_ballots", "tie"}


@SOME
@given(award=awards())
def test_blank_ballots_mend_nothing(award):
    rules, materials = award
    silent = reckon(rules, replace(materials[0], ballots=[]), seed=SEED)

    blank = reckon(rules, replace(materials[0], ballots=[("", 9)]), seed=SEED)

    assert blank.reasons == silent.reasons


@SOME
@given(award=awards(), audited=st.booleans())
def test_both_counters_agree_on_whatever_there_is_too_little_of(award, audited, folder):
    made = package(*award)

    code, said = recount_here(RECOUNT, folder, made.archive, made.for_auditor if audited else None)

    assert code == 0, said
    for slug, category in made.result["categories"].items():
        told = [line for line in said.splitlines() if line.startswith(f"{slug}: undecided: ")]
        assert [line.split(": ")[2] for line in told] == category["reasons"]


@SOME
@given(award=awards(), source=SOURCES)
def test_verdict_does_not_hang_on_names(award, source, folder):
    made = package(*award)
    aliases = sorted(made.result["names"])
    erased = source.sample(aliases, source.randint(0, len(aliases)))

    code, said = recount_here(RECOUNT, folder, erase_names(made.archive, erased))

    assert (code, said.count("erased: ")) == (0, len(erased)), said


@SOME
@given(award=awards())
def test_both_counters_agree_on_the_first_format(award, folder):
    rules, materials = award
    # What the first format made of a passed-over candidate with all the votes is no longer counted.
    assume(rules["combination"]["rule"] != "public_among_shortlist")

    code, said = recount_here(RECOUNT, folder, first_format(rules, materials))

    assert code == 0, said
    assert "undecided" not in said
