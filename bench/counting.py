"""Pure counting beside other libraries, in one run: `python -m bench.counting [--ballots N]`.

Every counter gets the same ballots, loaded in its own form; ours is the collapsed profile, as the
database's `GROUP BY` gives it. What collapsing a plain list costs is shown beside it.
pyrankvote (requirements/oracles.txt) and pref-voting (600 MB, not in any requirements file) are
measured where they can be imported, on --others ballots, and scaled up linearly.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from bench.growth_drawing import draw
from voting.count.methods.eph import count_eph
from voting.count.profile import Profile
from voting.count.registry import count_profile

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
NAMES = tuple(f"candidate-{letter}" for letter in "abcdefgh")


def rankings(ballots: int, seed: int = 1984) -> list[tuple[str, ...]]:
    """Strict rankings of one to eight candidates, some candidates more popular than others."""
    source = random.Random(seed)
    popularity = [source.uniform(0.2, 1) for _ in NAMES]
    drawn = []
    for _ in range(ballots):
        keys = {n: source.random() ** (1 / p) for n, p in zip(NAMES, popularity, strict=True)}
        order = sorted(NAMES, key=keys.__getitem__, reverse=True)
        drawn.append(tuple(order[: source.randint(1, len(NAMES))]))
    return drawn


def seconds(task: Callable[[], object], times: int = 3) -> float:
    """The fastest of some runs."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        task()
        found.append(time.perf_counter() - start)
    return min(found)


def collapsed(drawn: list[tuple[str, ...]]) -> tuple[Profile, float]:
    """The profile, and the seconds that collapsing the list took."""
    tiers = {name: frozenset([name]) for name in NAMES}
    loaded = [tuple(tiers[name] for name in order) for order in drawn]
    return Profile(NAMES, Counter(loaded)), seconds(lambda: Counter(loaded))


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


def eph_1984() -> float:
    """A nomination as large as the Hugo Awards of 1984: 13 categories, 505 ballots each."""
    source = random.Random(1984)
    works = [f"work-{n}" for n in range(220)]
    weights = [1 / (n + 1) for n in range(len(works))]
    categories = []
    for _ in range(13):
        ballots = Counter(
            frozenset(source.choices(works, weights, k=source.randint(1, 5))) for _ in range(505)
        )
        categories.append(Profile(tuple(works), ballots))
    return seconds(lambda: [count_eph(category) for category in categories])


def growth(ballots: int, drawing: Path | None) -> None:
    """Seconds of each method on collapsed profiles of 1,000, 10,000 … ballots."""
    sizes = [10**n for n in range(3, len(str(ballots)))]
    lines: dict[str, list[float]] = {name: [] for name in ("collapsing", *GROWING)}
    for size in sizes:
        profile, collapsing = collapsed(rankings(size))
        lines["collapsing"].append(collapsing)
        for method in GROWING:
            lines[method].append(seconds(lambda m=method, p=profile: count_profile(m, p)))
        times = ", ".join(f"{name} {line[-1]:.4f} s" for name, line in lines.items())
        print(f"{size} ballots, {len(profile.ballots)} different: {times}")
    if drawing:
        drawing.write_text(draw(sizes, lines))


def beside(name: str, mine: float, collapsing: float, other: float | None) -> str:
    if other is None:
        return f"{name}: {mine:.3f} s (the other library is not installed)"
    return (
        f"{name}: {mine:.3f} s, {other:.1f} s there: {other / mine:.0f} times as fast, "
        f"{other / (mine + collapsing):.0f} times with collapsing"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ballots", type=int, default=1_000_000)
    parser.add_argument("--others", type=int, default=100_000)
    parser.add_argument("--growth", action="store_true", help="from 1,000 ballots to --ballots")
    parser.add_argument("--drawing", type=Path, metavar="FILE.svg", help="draw the growth")
    arguments = parser.parse_args()
    if arguments.growth:
        growth(arguments.ballots, arguments.drawing)
        return
    drawn = rankings(arguments.ballots)
    few = drawn[: arguments.others]
    factor = len(drawn) / len(few)
    profile, collapsing = collapsed(drawn)
    print(
        f"{len(drawn)} ballots, {len(NAMES)} candidates, {len(profile.ballots)} different ballots; "
        f"collapsing them takes {collapsing:.2f} s"
    )
    others = {
        "irv": pyrankvote_irv(few) * factor if pyrankvote else None,
        "schulze": pref_voting_schulze(few) * factor if ProfileWithTies else None,
    }
    for method, library in (("irv", "pyrankvote"), ("schulze", "pref-voting")):
        mine = seconds(lambda m=method: count_profile(m, profile))
        print(beside(f"{method}, {library}", mine, collapsing, others[method]))
    print(f"borda: {seconds(lambda: count_profile('borda', profile)):.3f} s")
    print(f"eph, 13 categories of 505 ballots: {eph_1984():.3f} s")


if __name__ == "__main__":
    main()
