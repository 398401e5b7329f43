"""Section 3.9 of the WSFS constitution (2024), sentence by sentence.

No library counts EPH that is light and openly licensed. This transcription is the second-best
witness: it follows the text and nothing else, without a thought for speed.
"""

from __future__ import annotations

from fractions import Fraction


def finalists(ballots: list[list[str]], nominees: list[str], number: int) -> list[list[str]]:
    """Who remains at the end, then those who were eliminated, the last first."""
    remaining, eliminated = list(nominees), []
    while len(remaining) > number:
        points, nominations = calculation_phase(ballots, remaining)
        chosen = selection_phase(points)
        out = elimination_phase(chosen, points, nominations)
        # 3.9.2: if elimination would leave fewer than that number, none is eliminated.
        if len(remaining) - len(out) < number:
            break
        remaining = [name for name in remaining if name not in out]
        eliminated.insert(0, out)
    return [remaining, *eliminated]


def calculation_phase(ballots, remaining):
    """3.9.1(1): one point a ballot, divided equally among all remaining nominees on it."""
    points = {name: Fraction(0) for name in remaining}
    nominations = dict.fromkeys(remaining, 0)
    for ballot in ballots:
        on_it = [name for name in ballot if name in remaining]
        for name in on_it:
            points[name] += Fraction(1, len(on_it))
            nominations[name] += 1
    return points, nominations


def selection_phase(points):
    """3.9.1(2): the two with the lowest point totals, with the ties of 3.9.3(1) and (2)."""
    lowest = min(points.values())
    chosen = [name for name in points if points[name] == lowest]
    if len(chosen) == 1:
        second = min(total for total in points.values() if total != lowest)
        chosen += [name for name in points if points[name] == second]
    return chosen


def elimination_phase(chosen, points, nominations):
    """3.9.1(3): the fewest nominations; 3.9.3(3): of these the lowest points; (4): all of those."""
    fewest = min(nominations[name] for name in chosen)
    tied = [name for name in chosen if nominations[name] == fewest]
    lowest = min(points[name] for name in tied)
    return [name for name in tied if points[name] == lowest]
