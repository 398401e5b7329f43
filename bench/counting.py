"""Pure counting beside other libraries, in one run: `python -m bench.counting [--ballots N]`.

Every counter gets the same ballots, loaded in its own form; ours is each different ranking with how
many cast it, as the database's `GROUP BY` gives it. What collapsing a plain list costs is shown
beside it. pyrankvote and pref-voting (requirements/bench.txt) are measured where they can be
imported, on --others ballots, and scaled up linearly.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from bench.electorate import orders
from bench.growth_drawing import draw
from bench.hugo import from_file, real_and_made_up
from voting.count.methods.eph import count_eph
from voting.count.notation import Ranking
from voting.count.registry import count_parsed

try:
    import pyrankvote
except ImportError:
    pyrankvote = None
try:
    from pref_voting.profiles_with_ties import ProfileWithTies
    from pref_voting.voting_methods import beat_path
except ImportError:
    ProfileWithTies = None

GROWING = ("irv", "schulze", "borda")
GOAL = 20
EPH_SECONDS = 0.5
POPULARITY = (8, 7, 6, 5, 4, 3, 2, 2)
NAMES = tuple(f"candidate-{letter}" for letter in "abcdefgh")


def rankings(ballots: int) -> list[tuple[str, ...]]:
    """Rankings of one to eight candidates, as many of each length."""
    return list(orders(ballots, NAMES, POPULARITY, [1] * len(NAMES)))


def seconds(task: Callable[[], object], times: int = 3) -> float:
    """The fastest of some runs."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        task()
        found.append(time.perf_counter() - start)
    return min(found)


def collapsed(drawn: list[tuple[str, ...]]) -> tuple[Counter[Ranking], float]:
    """The different rankings, and the seconds that collapsing the list took."""
    tiers = {name: frozenset([name]) for name in NAMES}
    loaded = [tuple(tiers[name] for name in order) for order in drawn]
    return Counter(loaded), seconds(lambda: Counter(loaded))


def counting(method: str, loaded: Counter[Ranking]) -> float:
    return seconds(lambda: count_parsed(method, loaded.items(), candidates=NAMES))


def pyrankvote_irv(drawn: list[tuple[str, ...]]) -> float:
    by_name = {name: pyrankvote.Candidate(name) for name in NAMES}
    loaded = [pyrankvote.Ballot(ranked_candidates=[by_name[n] for n in o]) for o in drawn]
    candidates = list(by_name.values())
    return seconds(lambda: pyrankvote.instant_runoff_voting(candidates, loaded), times=1)


def pref_voting_schulze(drawn: list[tuple[str, ...]]) -> float:
    """Its profile tallies the duels while it is made, so making it belongs to the count."""
    loaded = [{name: place for place, name in enumerate(order, 1)} for order in drawn]

    def count() -> None:
        profile = ProfileWithTies(loaded, candidates=list(NAMES))
        profile.use_extended_strict_preference()
        beat_path(profile)

    return seconds(count, times=1)


def eph_1984(path: Path | None) -> None:
    """All 13 categories: from the published file, or five real ones and eight made up."""
    categories = from_file(path) if path else real_and_made_up()
    took = seconds(lambda: [count_eph(category) for category in categories])
    what = "all real" if path else "5 real, 8 made up as large"
    print(
        f"eph, {len(categories)} categories of the Hugo Awards of 1984 ({what}): {took:.3f} s "
        f"(goal {EPH_SECONDS}): {'met' if took < EPH_SECONDS else 'not met'}"
    )


def growth(ballots: int, drawing: Path | None) -> None:
    """Seconds of each method on collapsed lists of 1,000, 10,000 … ballots."""
    sizes = [10**n for n in range(3, len(str(ballots)))]
    lines: dict[str, list[float]] = {name: [] for name in ("collapsing", *GROWING)}
    for size in sizes:
        loaded, collapsing = collapsed(rankings(size))
        lines["collapsing"].append(collapsing)
        for method in GROWING:
            lines[method].append(counting(method, loaded))
        times = ", ".join(f"{name} {line[-1]:.4f} s" for name, line in lines.items())
        print(f"{size} ballots, {len(loaded)} different: {times}")
    if drawing:
        drawing.write_text(draw(sizes, lines))


def beside(name: str, mine: float, collapsing: float, other: float | None) -> str:
    if other is None:
        return f"{name}: {mine:.3f} s (not installed there): not met"
    return (
        f"{name}: {mine:.3f} s, {other:.1f} s there: {other / mine:.0f} times as fast (goal {GOAL}), "
        f"{other / (mine + collapsing):.0f} times with collapsing: "
        f"{'met' if other >= GOAL * mine else 'not met'}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ballots", type=int, default=1_000_000)
    parser.add_argument("--others", type=int, default=100_000)
    parser.add_argument("--growth", action="store_true", help="from 1,000 ballots to --ballots")
    parser.add_argument("--drawing", type=Path, metavar="FILE.svg", help="draw the growth")
    parser.add_argument("--hugo", type=Path, metavar="BALLOTS.txt", help="the published ballots")
    arguments = parser.parse_args()
    if arguments.growth:
        growth(arguments.ballots, arguments.drawing)
        return
    drawn = rankings(arguments.ballots)
    few = drawn[: arguments.others]
    factor = len(drawn) / len(few)
    loaded, collapsing = collapsed(drawn)
    print(
        f"{len(drawn)} ballots, {len(NAMES)} candidates, {len(loaded)} different ballots; "
        f"collapsing them takes {collapsing:.2f} s"
    )
    others = {
        "irv": pyrankvote_irv(few) * factor if pyrankvote else None,
        "schulze": pref_voting_schulze(few) * factor if ProfileWithTies else None,
    }
    for method, library in (("irv", "pyrankvote"), ("schulze", "pref-voting")):
        print(beside(f"{method}, {library}", counting(method, loaded), collapsing, others[method]))
    print(f"borda: {counting('borda', loaded):.3f} s")
    eph_1984(arguments.hugo)


if __name__ == "__main__":
    main()
