"""The laboratory's findings as lines of English, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from voting.count.laboratory.study import Trial
from voting.results.domain.laboratory import Subject


def told(subject: Subject, trials: Sequence[Trial]) -> Iterator[str]:
    """The subject in lines of English prose, figures rounded for reading."""
    label = subject.labels
    sides = ", ".join(f"{g.name} {g.weight}" for g in subject.groups)
    yield f"{subject.name or 'Figures'}: {len(label)} candidates; weights {sides}"
    for trial in trials:
        order = ", ".join(
            f"{p.place}. {' = '.join(label[n] for n in p.candidates)}"
            for p in trial.combined.placements
        )
        yield f"  {trial.rule}{' (the rule in use)' if trial.rule == subject.chosen else ''}"
        yield f"    order: {order}"
        yield from (f"    {line}" for line in _facts(trial, subject))


def _facts(trial: Trial, subject: Subject) -> Iterator[str]:
    label = subject.labels
    if subject.places:
        yield f"official places: {agreeing(trial, subject)} of {len(subject.places)}"
    for weight, at in trial.breaks:
        names = " = ".join(label[n] for n in at)
        yield f"the winner changes at {subject.groups[0].name} {_percent(weight)} ({weight}): {names}"
    for effect in trial.effects:
        yield (
            f"{effect.group}: weight {_percent(effect.nominal)}, effective "
            f"{_percent(effect.effective)}, variance {float(trial.spreads.get(effect.group, 0)):.6g}"
            f"{', decided the winner' if effect.decided else ''}"
        )
    if trial.chances:
        yield f"a tie for place 1 in {_percent(trial.chances.tie)} of {trial.chances.runs} made-up years"


def agreeing(trial: Trial, subject: Subject) -> int:
    """How many candidates have the place that was published."""
    places = {name: p.place for p in trial.combined.placements for name in p.candidates}
    return sum(places.get(name) == place for name, place in subject.places.items())


def _percent(part: Fraction | None) -> str:
    return "–" if part is None else f"{float(part * 100):.2f} %"


def as_json(subject: Subject, trials: Sequence[Trial]) -> dict[str, Any]:
    """Everything, numbers as exact strings."""
    return {
        "name": subject.name,
        "weights": {g.name: str(g.weight) for g in subject.groups},
        "candidates": dict(subject.labels),
        "rules": {t.rule: _trial_as_json(t, subject) for t in trials},
    }


def _trial_as_json(trial: Trial, subject: Subject) -> dict[str, Any]:
    found: dict[str, Any] = {
        "placements": [p.to_json() for p in trial.combined.placements],
        "breaks": [{"weight": str(w), "at": list(names)} for w, names in trial.breaks],
        "effects": {
            e.group: {
                "weight": str(e.nominal),
                "effective": None if e.effective is None else str(e.effective),
                "swapped": str(e.swapped),
                "moved": str(e.moved),
                "decided": e.decided,
                "variance": str(trial.spreads.get(e.group, 0)),
            }
            for e in trial.effects
        },
    }
    if subject.places:
        found["official"] = {"agree": agreeing(trial, subject), "of": len(subject.places)}
    if trial.chances:
        wins = {name: str(part) for name, part in trial.chances.wins.items()}
        found["chances"] = {"runs": trial.chances.runs, "tie": str(trial.chances.tie), "wins": wins}
    return found
