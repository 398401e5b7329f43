"""The nomination ballots of the Hugo Awards of 1984: 505 ballots, 13 categories."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tests.voting.count.published import load
from voting.count.notation import Choice
from voting.count.profile import Profile

CATEGORIES = 13
BALLOTS = 505


def real_and_made_up() -> list[Profile[Choice]]:
    """The categories that the tests hold, and others as large as they could have been."""
    known = load("hugo_1984")["categories"].values()
    real = [_profile(frozenset(ballot.split()) for ballot in c["ballots"]) for c in known]
    source = random.Random(1984)
    return real + [_made_up(source) for _ in range(CATEGORIES - len(real))]


def from_file(path: Path) -> list[Profile[Choice]]:
    """Every category of the published file, a nomination a line, in columns: voter [0:5], category
    [5:8], title [27:75], author [77:106]."""
    named: dict[str, dict[str, set[str]]] = {}
    for line in path.read_text(encoding="latin-1").splitlines():
        voters = named.setdefault(line[5:8].strip(), {})
        work = f"{line[27:75].strip()} {line[77:106].strip()}"
        voters.setdefault(line[:5], set()).add(work)
    return [_profile(map(frozenset, voters.values())) for voters in named.values()]


def _made_up(source: random.Random) -> Profile[Choice]:
    """Everybody nominates here, one to five of 220 works, few of them well known."""
    works = [f"work-{n}" for n in range(220)]
    weights = [1 / (n + 1) for n in range(len(works))]
    return _profile(
        frozenset(source.choices(works, weights, k=source.randint(1, 5))) for _ in range(BALLOTS)
    )


def _profile(ballots: Iterable[Choice]) -> Profile[Choice]:
    counted = Counter(ballots)
    return Profile(tuple(sorted({name for ballot in counted for name in ballot})), counted)
