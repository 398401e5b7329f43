#!/usr/bin/env python3
"""Recount the result of an award: python recount.py PACKAGE.zip [AUDITOR.zip] [--sha256 SUM]

Needs Python 3.9 or later and nothing else. It reads the rule book, the score sheets and the ballots
of the package, works out the result by itself, and compares it with result.json. It shares no code
with the platform that made the package, and reckons in other ways where there is more than one.
All numbers are exact fractions; only z-scores are rounded, to 20 decimals.

Where few people judged, the package may hold figures instead of sheets or ballots, and the recount
begins with these. AUDITOR.zip is what was withheld, for whoever has been given it.

Everything that the package says twice is held against itself. A package that was made anew as a whole
agrees with itself: compare its SUM, which the award has published, or give it with --sha256.

Exit 0: everything agrees. Exit 1: what differs is printed. Exit 2: the package cannot be read.
"""
# ruff: noqa: ANN001, ANN201, B905, RUF005

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sys
import zipfile
import zlib
from collections import Counter, defaultdict
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from itertools import combinations
from pathlib import Path

FORMATS = ("forebild-rules/1", "forebild-rules/2")
RESULTS = ("forebild-result/1", "forebild-result/2")
ACROSS = ("zscores", "borda", "severity")
DECISIONS = ("entry", "added", "left", "extra", "extra_left")
EXTRA = "extra-ballots.csv"
EUROVISION = [12, 10, 8, 7, 6, 5, 4, 3, 2, 1]
EXACT = Context(prec=120)
MEMBERS = [
    "rules.json",
    "scores.csv",
    "ballots.csv",
    "figures.csv",
    "decisions.csv",
    "receipts.txt",
    "log-head.txt",
    "result.json",
    "README.txt",
    "recount.py",
    "manifest.txt",
    "names.csv",
]
LARGEST = 2**31  # bytes, unpacked
MOST_NAMES = 5000  # in a category
SHA256 = re.compile("[0-9a-f]{64}")
NUMBER = re.compile("-?[0-9]{1,999}(/0{0,99}[1-9][0-9]{0,999})?")
COUNTED = re.compile("0|[1-9][0-9]{0,8}")
BUDGET, HIGHEST = 10, 5  # of points to spread, and of a score, on the platform's ballot papers
SHOWN = 200  # characters of what somebody else wrote


class Unreadable(Exception):
    """The package, or something in it, cannot be read."""


# --- Order -----------------------------------------------------------------------------------


def tiers(key):
    """Names with equal keys together, highest key first, from a mapping of name to key."""
    return [sorted(n for n in key if key[n] == k) for k in sorted(set(key.values()), reverse=True)]


def places(groups):
    """[[place, names], …]; after two on place 1 comes place 3."""
    found, place = [], 1
    for group in groups:
        found.append({"place": place, "candidates": sorted(group)})
        place += len(group)
    return found


# --- Ballots ---------------------------------------------------------------------------------


def number(text):
    """An exact number as packages write it. Never by `Fraction` alone, which takes 1e99999999 too."""
    if not NUMBER.fullmatch(text):
        raise Unreadable(f"not a number: {text!r}")
    return Fraction(text)


def read_marks(text):
    return text.split("+") if text else []


def read_ranks(text):
    return [tier.split("=") for tier in text.split(">")] if text else []


def read_scores(text):
    pairs = [part.split(":") for part in text.split("+")] if text else []
    if not all(COUNTED.fullmatch(score) for _, score in pairs):
        raise Unreadable(f"a score is a whole number from 0: {text}")
    if len(dict(pairs)) < len(pairs):
        raise Unreadable(f"a ballot names somebody twice: {text}")
    return {name: int(score) for name, score in pairs}


def without(ballot, gone):
    """The ballot without the names in `gone`."""
    if isinstance(ballot, dict):
        return {n: s for n, s in ballot.items() if n not in gone}
    if ballot and isinstance(ballot[0], list):
        kept = [[n for n in tier if n not in gone] for tier in ballot]
        return [tier for tier in kept if tier]
    return [n for n in ballot if n not in gone]


# --- Methods: each takes [(ballot, how many)] and the names, and gives (figures, groups) -----------


def count_marks(ballots, names):
    votes = Counter()
    for ballot, n in ballots:
        votes.update(dict.fromkeys(ballot, n))
    tally = {name: Fraction(votes[name]) for name in names}
    return tally, tiers(tally)


def count_sums(ballots, names):
    tally = {
        name: sum((Fraction(b.get(name, 0) * n) for b, n in ballots), Fraction(0)) for name in names
    }
    return tally, tiers(tally)


def height(ballot, name):
    """How high a ranking puts a name: its first tier is highest, whoever is not there is at 0."""
    for depth, tier in enumerate(ballot):
        if name in tier:
            return len(ballot) - depth
    return 0


def count_borda(ballots, names):
    """One point for each other candidate below, half a point for each beside."""
    tally = dict.fromkeys(names, Fraction(0))
    for ballot, n in ballots:
        at = {name: height(ballot, name) for name in names}
        for name in names:
            beaten = sum(at[name] > at[o] for o in names)
            beside = sum(at[name] == at[o] for o in names) - 1
            tally[name] += n * (beaten + Fraction(beside, 2))
    return tally, tiers(tally)


def count_irv(ballots, names, breaking=None):
    """Every ballot is read again in every round. `breaking`: see `one_by_one`."""
    standing, gone, first, before = set(names), [], None, []
    while True:
        tally = dict.fromkeys(sorted(standing), Fraction(0))
        for ballot, n in ballots:
            top = next(([c for c in t if c in standing] for t in ballot if set(t) & standing), [])
            for name in top:
                tally[name] += Fraction(n, len(top))
        first = first or tally
        ordered = tiers(tally)
        votes = sum(tally.values())
        if len(tally) == 1 or 2 * tally[ordered[0][0]] > votes:
            return first, ordered + gone[::-1]
        lowest = ordered[-1]
        if len(ordered) == 1 and (breaking is None or len(standing) == 2):
            return first, [lowest] + gone[::-1]
        if breaking is None:
            lowest = tiers({name: first[name] for name in lowest})[-1]
        else:
            lowest = leaver(lowest, breaking, before)
            if len(lowest) == len(standing):
                return first, [lowest] + gone[::-1]
        before.append(tally)
        gone.append(lowest)
        standing -= set(lowest)


def leaver(tied, breaking, before):
    """Of those who have fewest, whom the rule book's list puts last; all whom nothing parts."""
    rules, jury, seed = breaking
    key = {name: [] for name in tied}
    for rule in rules:
        looked = {"first_places": before[:1], "earlier": before[::-1], "jury": [jury]}.get(rule, [])
        for name in tied:
            key[name] += [tally.get(name) or Fraction(0) for tally in looked]
    if "lot" in rules and seed is not None:
        for at, name in enumerate(drawn(tied, seed)):
            key[name].append(-at)
    return tiers({name: tuple(k) for name, k in key.items()})[-1]


def one_by_one(rules, jury, seed):
    """What breaks a tie for elimination, where the rule book says so; of old the tied left together."""
    said = (rules.get("vote") or {}).get("elimination")
    return (rules["ties"], jury, seed) if said == "one_by_one" else None


def count_schulze(ballots, names):
    """Strongest paths from each candidate in turn, the strongest link first (as Dijkstra does)."""
    for_pair = Counter()
    for ballot, n in ballots:
        at = {name: height(ballot, name) for name in names}
        for a, b in combinations(names, 2):
            if at[a] != at[b]:
                for_pair[(a, b) if at[a] > at[b] else (b, a)] += n
    path = {a: strongest_from(a, for_pair, names) for a in names}
    left, groups = set(names), []
    while left:
        top = [a for a in left if all(path[b][a] <= path[a][b] for b in left if b != a)]
        groups.append(sorted(top))
        left -= set(top)
    beaten = {a: Fraction(sum(path[a][b] > path[b][a] for b in names if b != a)) for a in names}
    return beaten, groups


def strongest_from(start, for_pair, names):
    strength = dict.fromkeys(names, 0)
    strength[start] = float("inf")
    waiting = set(names)
    while waiting:
        here = max(sorted(waiting), key=strength.__getitem__)
        waiting.discard(here)
        for there in waiting:
            if for_pair[here, there] > for_pair[there, here]:
                link = min(strength[here], for_pair[here, there])
                strength[there] = max(strength[there], link)
    return strength


def count_star(ballots, names):
    totals, _ = count_sums(ballots, names)
    top = max([5] + [s for b, _ in ballots for s in b.values()])
    highest = {c: sum(n for b, n in ballots if b.get(c) == top) for c in names}
    above = {
        (a, b): sum(n for s, n in ballots if s.get(a, 0) > s.get(b, 0))
        for a in names
        for b in names
    }
    left, groups = sorted(names), []
    while left:
        pairs = [left] if len(left) == 1 else run_offs(left, totals, highest, above)
        winners = set()
        for pair in pairs:
            keys = {c: (max(above[c, o] for o in pair), totals[c], highest[c]) for c in pair}
            winners.update(tiers(keys)[0])
        groups.append(sorted(winners))
        left = [c for c in left if c not in winners]
    return {c: totals[c] for c in names}, groups


def run_offs(left, totals, highest, above):
    """The pair for the run-off, or every pair that a tie allows."""
    through = []
    for group in tiers({c: totals[c] for c in left}):
        if len(group) > 2 - len(through):
            return narrow(through, group, highest, above)
        through = through + group
        if len(through) == 2:
            break
    return [through]


def narrow(through, tied, highest, above):
    """Out with whoever lost most duels among the tied; then in with most highest scores."""
    need = 2 - len(through)
    if len(tied) <= need or not need:
        return [through + tied[:need]]
    lost = {c: sum(above[o, c] > above[c, o] for o in tied) for c in tied}
    best = [c for c in tied if lost[c] < max(lost.values())]
    best = best or tiers({c: highest[c] for c in tied})[0]
    if len(best) == len(tied):
        return [through + list(more) for more in combinations(tied, need)]
    if len(best) > need:
        return narrow(through, best, highest, above)
    return narrow(through + best, [c for c in tied if c not in best], highest, above)


def count_eph(ballots, names, seats=1):
    """Every ballot's point is dealt out anew in every round."""
    named = {c: sum(n for b, n in ballots if c in b) for c in names}
    standing, gone, first = set(names), [], None
    while True:
        points = dict.fromkeys(sorted(standing), Fraction(0))
        for ballot, n in ballots:
            kept = [c for c in ballot if c in standing]
            for name in kept:
                points[name] += Fraction(n, len(kept))
        first = first or points
        if len(standing) <= seats:
            break
        lowest = tiers(points)[::-1]
        compared = lowest[0] if len(lowest[0]) > 1 else lowest[0] + lowest[1]
        leaving = tiers({c: (-named[c], -points[c]) for c in compared})[0]
        if len(standing) - len(leaving) < seats:
            break
        gone.append(leaving)
        standing -= set(leaving)
    return first, tiers(points) + gone[::-1]


METHODS = {
    "single": (read_marks, count_marks),
    "approval": (read_marks, count_marks),
    "points": (read_scores, count_sums),
    "score": (read_scores, count_sums),
    "star": (read_scores, count_star),
    "borda": (read_ranks, count_borda),
    "irv": (read_ranks, count_irv),
    "schulze": (read_ranks, count_schulze),
    "eph": (read_marks, count_eph),
}
ADDED_UP = ("single", "approval", "points", "score", "borda")


def named(ballot):
    """Everybody whom a ballot of any kind names."""
    flat = [n for part in ballot for n in (part if isinstance(part, list) else [part])]
    if len(set(flat)) < len(flat):
        raise Unreadable(f"a ballot names somebody twice: {', '.join(flat)}")
    return set(flat)


def count(method, texts, names, gone=(), breaking=None):
    """Count ballots: {text: how many}. Gives the first tallies, the placements and the figures."""
    read, run = METHODS[method]
    ballots = [(without(read(text), gone), n) for text, n in sorted(texts.items())]
    strangers = {name for ballot, _ in ballots for name in named(ballot)} - set(names)
    if strangers:
        raise Unreadable(f"ballots name who is not a finalist: {', '.join(sorted(strangers))}")
    more = [breaking] if method == "irv" else []
    tally, groups = run(ballots, sorted(names), *more)
    if method in ADDED_UP:
        return tally, places(groups), tally
    behind, figures = len(names), {}
    for group in groups:
        behind -= len(group)
        figures.update({c: behind + Fraction(len(group) - 1, 2) for c in group})
    return tally, places(groups), figures


# --- The jury ----------------------------------------------------------------------------------


def mean(figures):
    figures = list(figures)
    return sum(figures, Fraction(0)) / len(figures)


def z(figures):
    """Distances from the mean in standard deviations, rounded half up to 20 decimals."""
    middle = mean(figures.values())
    variance = mean((f - middle) ** 2 for f in figures.values())
    found = {}
    for name, figure in figures.items():
        squared = (figure - middle) ** 2 / variance if variance else Fraction(0)
        root = EXACT.sqrt(EXACT.divide(Decimal(squared.numerator), Decimal(squared.denominator)))
        rounded = Fraction(root.quantize(Decimal(1).scaleb(-20), ROUND_HALF_UP, EXACT))
        found[name] = rounded if figure > middle else -rounded
    return found


def share_below(figures):
    """Of a juror's other entries, the share that is below; equals count half."""
    others = len(figures) - 1
    if not others:
        return dict.fromkeys(figures, Fraction(1, 2))
    points, _ = count_borda([(tiers(figures), 1)], sorted(figures))
    return {name: p / others for name, p in points.items()}


def by_juror(table, change):
    """Change each juror's own row, then take the mean for each entry."""
    changed = defaultdict(list)
    for juror in sorted({j for row in table.values() for j in row}):
        for entry, figure in change({e: r[juror] for e, r in table.items() if juror in r}).items():
            changed[entry].append(figure)
    return {entry: mean(figures) for entry, figures in changed.items()}


def median(figures):
    ordered, n = sorted(figures), len(figures)
    return (ordered[(n - 1) // 2] + ordered[n // 2]) / Fraction(2)


def trimmed(figures):
    return mean(sorted(figures)[1:-1] if len(figures) > 3 else figures)


def qualities(table):
    """Least squares for score = quality - severity, part by part of what hangs together.

    One juror's severity is held at 0 while the others are solved for, in whole numbers; then all
    are shifted so that they add up to 0.
    """
    found, waiting = {}, set(table)
    while waiting:
        entries, jurors = set(), set()
        more = {min(waiting)}
        while more:
            entries |= more
            jurors |= {j for e in more for j in table[e]}
            more = {e for e in waiting - entries if jurors & set(table[e])}
        waiting -= entries
        severity = severities({e: table[e] for e in entries}, sorted(jurors))
        for entry in entries:
            found[entry] = mean(s + severity[j] for j, s in table[entry].items())
    return found


def severities(table, jurors):
    free = jurors[1:]
    rows = []
    for juror in free:
        row, right = Counter(), Fraction(0)
        for scores in table.values():
            if juror in scores:
                right += mean(scores.values()) - scores[juror]
                row[juror] += 1
                for other in scores:
                    row[other] -= Fraction(1, len(scores))
        rows.append([Fraction(row[j]) for j in free] + [right])
    solved = dict(zip(free, triangular(rows)))
    solved[jurors[0]] = Fraction(0)
    shift = mean(solved.values())
    return {juror: s - shift for juror, s in solved.items()}


def triangular(rows):
    """Solve by elimination downwards and substitution upwards."""
    for i, pivot in enumerate(rows):
        for row in rows[i + 1 :]:
            factor = row[i] / pivot[i]
            for k in range(i, len(row)):
                row[k] -= factor * pivot[k]
    solution = []
    for i in reversed(range(len(rows))):
        known = sum((c * x for c, x in zip(rows[i][i + 1 : -1], solution)), Fraction(0))
        solution.insert(0, (rows[i][-1] - known) / rows[i][i])
    return solution


def jury_figures(rules, sheets, entries):
    """sheets: {(entry, juror): {criterion: score}}. None below the quorum."""
    weights = {c["slug"]: c["weight"] for c in rules["criteria"] if c["weight"]}
    table = defaultdict(dict)
    for (entry, juror), scores in sheets.items():
        scored = {c: s for c, s in scores.items() if c in weights}
        if entry in entries and scored:
            total = sum(weights[c] * s for c, s in scored.items())
            table[entry][juror] = total / sum(Fraction(weights[c]) for c in scored)
    rule = rules["aggregate"]
    if rule in ("zscores", "borda"):
        figures = by_juror(table, z if rule == "zscores" else share_below)
    elif rule == "severity":
        figures = qualities(table)
    else:
        over = {"mean": mean, "median": median, "trimmed": trimmed}[rule]
        figures = {entry: over(list(row.values())) for entry, row in table.items()}
    enough = {e for e, row in table.items() if len(row) >= rules["quorum"]}
    return {e: figures[e] if e in enough else None for e in sorted(entries)}


def drawn(names, seed):
    """The order of the lot."""
    return sorted(names, key=lambda n: hashlib.sha256(seed + b"\0" + n.encode()).digest())


def shortlist(rules, figures, entries, ties, seed):
    """The highest figures. The lot, if there is one, decides the last place; else it is shared."""
    reached = {e: f for e, f in figures.items() if f is not None}
    if not reached:
        return set(entries)
    size = rules["finalists"]
    if "lot" in ties and seed is not None:
        by_lot = drawn(reached, seed)
        return set(sorted(by_lot, key=lambda e: -reached[e])[:size])
    return {e for e, f in reached.items() if sum(o > f for o in reached.values()) < size}


# --- Jury and public together --------------------------------------------------------------------


def comparable(rule, tally):
    """One side's figures in the unit that the rule compares in."""
    if rule in ("shares", "veto", "public_among_shortlist"):
        total = sum(tally.values())
        return {n: t / total for n, t in tally.items()}
    if rule == "zscores":
        return z(tally)
    if rule == "sums":
        return tally
    found = {}
    for name, figure in tally.items():
        above = sum(o > figure for o in tally.values())
        filled = range(above, above + sum(o == figure for o in tally.values()))
        if rule == "places":
            found[name] = -mean(Fraction(i + 1) for i in filled)
        else:
            found[name] = mean(Fraction(([*EUROVISION] + [0] * (i + 1))[i]) for i in filled)
    return found


def combine(rule, sides, names, all_put_forward=False):
    """sides: [(name, weight, {name: figure})]. The scores by the rule book's rule, and who is last.

    Those who are last have been given nothing by a side that must give something. Shares are parts
    of a whole, so a whole less puts them at the end. Where the rule book says that who stands on the
    ballot is put forward, the public decides among all the finalists.
    """
    held = [(w, t) for _, w, t in sides if w and any(t.values())]
    deciding = held[-1:] if rule == "public_among_shortlist" else held
    scores = dict.fromkeys(names, Fraction(0))
    for weight, tally in deciding:
        figures = comparable(rule, tally)
        for name in names:
            scores[name] += figures[name] * weight / sum(w for w, _ in deciding)
    first = [] if all_put_forward else held[:1]
    asked = {"veto": held, "public_among_shortlist": first}.get(rule, [])
    last = {name for name in names if not all(tally[name] for _, tally in asked)}
    for name in last:
        scores[name] -= 1
    return scores, last


def ordered(rules, columns, sides, earlier, seed):
    """By the columns, the scores last, then by the tie rules in order, all as one long key."""
    columns, scores = list(columns), columns[-1]
    for rule in rules["ties"]:
        if rule == "first_places":
            columns.append(first_places(sides))
        elif rule == "earlier":
            columns.append(earlier)
        elif rule == "lot" and seed is not None:
            columns.append({name: -i for i, name in enumerate(drawn(scores, seed))})
        else:
            columns += [tally for side, _, tally in sides if side == rule]
    return tiers({name: tuple(c.get(name, 0) for c in columns) for name in scores})


def first_places(sides):
    found = Counter()
    for _, weight, tally in sides:
        if any(tally.values()):
            best = tiers(tally)[0]
            found.update({name: weight / Fraction(len(best)) for name in best})
    return found


# --- Whether there is enough to decide on ------------------------------------------------------------

REASONS = {
    "nobody": "nobody stands",
    "no_ballots": "no ballot names anybody who stands",
    "no_quorum": "no entry has the jury's quorum",
    "no_figure": "a finalist has no figure of the jury's",
    "tie": "place 1 is shared, and no rule parts those who share it",
}


def polled(method, texts, names, gone):
    """How many ballots there are, how many name one of the names, and how many one of the gone."""
    said = {"cast": 0, "standing": 0, "left": 0}
    for text, n in texts.items():
        ballot = METHODS[method][0](text)
        if isinstance(ballot, dict):
            ballot = [name for name, score in ballot.items() if score]
        on_it = named(ballot)
        said["cast"] += n
        said["standing"] += n * (not on_it.isdisjoint(names))
        said["left"] += n * (not on_it.isdisjoint(gone))
    return said


def too_little(rules, figures, names, sides, ballots):
    """Why there are not the figures to decide on, in the order of REASONS."""
    if not names or not sides:
        return ["nobody"]
    weighs = [side for side, weight, _ in sides if weight]
    reached = {name for name, figure in figures.items() if figure is not None}
    asked = (rules.get("too_little") or {}).get("no_figure") == "undecided"
    holds = {
        "no_ballots": "public" in weighs and ballots["standing"] == 0,
        "no_quorum": "jury" in weighs and not reached,
        "no_figure": "jury" in weighs and reached and asked and not set(names) <= reached,
    }
    return [reason for reason in REASONS if holds.get(reason)]


# --- The rounds of a category -----------------------------------------------------------------------


def rounds_of(rules, category, kind):
    """The category's rounds of that kind, in the order of a rule book that lists them."""
    return [
        each
        for each in rules.get("rounds", [])
        if each["kind"] == kind and category in each.get("categories", [category])
    ]


def stages_of(rules):
    """{stage: who comes of it stands here}: each judging by a jury that is not its category's last one.

    A stage is called as the category and the round, with @ between.
    """
    found = {}
    for category in [c["slug"] for c in rules["categories"]]:
        names = [f"{category}@{each['slug']}" for each in rounds_of(rules, category, "jury")[:-1]]
        found.update(zip(names, [*names[1:], category]))
    return found


def met(rules, name):
    """The rules as a category or a stage meets them: with the jury and the vote that count for it."""
    if "rounds" not in rules:
        return rules
    category, _, stage = name.partition("@")
    juries = rounds_of(rules, category, "jury")
    if stage:
        return {**rules, "jury": next(each for each in juries if each["slug"] == stage)}
    votes = rounds_of(rules, category, "vote")
    counting = {"jury": juries[-1:], "vote": votes[-1:]}
    return {**rules, **{kind: last[0] for kind, last in counting.items() if last}}


# --- The package ------------------------------------------------------------------------------------


def jury_side(rules, category, entries):
    """The jury's figures, from the sheets or, where these are withheld, as they were published."""
    if not rules.get("jury"):
        return {}
    if category["sheets"] is None:
        return {e: category["figures"]["jury"][e] for e in sorted(entries)}
    return jury_figures(rules["jury"], category["sheets"], entries)


def public_side(rules, category, names, gone, breaking=None):
    """The first round's tallies, the figures, and how many ballots named whom."""
    if not rules.get("vote"):
        return {}, {}, None
    if category["ballots"] is None:
        told = category["figures"]
        return told.get("earlier", {}), {n: told["public"][n] for n in names}, category["told"]
    method, texts = rules["vote"]["method"], category["ballots"]
    ballots = polled(method, texts, names, gone)
    if not names:
        return {}, {}, ballots
    earlier, _, public = count(method, texts, names, gone, breaking)
    return earlier, public, ballots


def sides_of(rules, names, figures, public):
    """[(name, weight, {name: figure})]; one side alone weighs whatever its weight."""
    weights, sides = rules["combination"]["weights"], []
    if rules.get("jury"):
        tally = {n: figures.get(n) or Fraction(0) for n in names}
        sides.append(("jury", Fraction(weights.get("jury", 0)), tally))
    if rules.get("vote") and names:
        sides.append(("public", Fraction(weights.get("public", 0)), public))
    return sides if len(sides) > 1 else [(side, Fraction(1), tally) for side, _, tally in sides]


def recount(rules, category, seed, newer, prize=(1, False)):
    """One category's result from what the package holds of it, and the figures it rests on."""
    entries, gone = set(category["entry"]), set(category["left"])
    figures, chosen = jury_side(rules, category, entries), entries
    if rules.get("jury"):
        chosen = shortlist(rules["jury"], figures, entries, rules["ties"], seed)
    names = sorted((chosen | set(category["added"])) - gone)
    breaking = one_by_one(rules, figures, seed)
    earlier, public, ballots = public_side(rules, category, names, gone, breaking)
    sides = sides_of(rules, names, figures, public)
    rule = rules["combination"]["rule"] if len(sides) > 1 else "places"
    everybody = rules["combination"].get("put_forward") == "on_the_ballot"
    scores, last = combine(rule, sides, names, everybody)
    before = [{name: name not in last for name in names}] if newer else []
    groups = ordered(rules, [*before, scores], sides, earlier, seed)
    found = {
        "jury": {n: None if f is None else str(f) for n, f in figures.items() if n in names},
        "public": {n: str(f) for n, f in public.items()},
        "scores": {n: str(s) for n, s in scores.items()},
        "placements": places(groups),
    }
    if newer:
        reasons = too_little(rules, figures, names, sides, ballots)
        found.update(decided(reasons, groups, *prize), ballots=ballots)
    return found, {"jury": figures, "public": public, "earlier": earlier}


def extra_vote(rules, category):
    """Of a category with an extra vote: the rules without a jury, and that vote in the place of all else."""
    alone = {
        "entry": category["extra"],
        "added": [],
        "left": category["extra_left"],
        "sheets": {},
        "ballots": category["extra_ballots"],
        "told": category["told"],
        "figures": category["figures"],
    }
    return {**rules, "jury": None}, alone


def prize_of(rules, slug):
    """How many win in the category, and whether each of their places has a grade of its own."""
    said = [c["prize"] for c in rules["categories"] if c["slug"] == slug and "prize" in c]
    return (said[0]["seats"], bool(said[0].get("grades"))) if said else (1, False)


def sharing(groups, seats, graded):
    """Those who share a place that must be parted: the last that wins, or any that has a grade."""
    above = 0
    for group in groups:
        most = 1 if graded else seats - above
        if above < seats and len(group) > most:
            return group
        above += len(group)
    return []


def decided(reasons, groups, seats=1, graded=False):
    """Whether it is known who has won; where it is not, there are no placements."""
    tied = [] if reasons else sharing(groups, seats, graded)
    reasons = reasons + ["tie"] * bool(tied)
    said = {"status": "undecided", "reasons": reasons, "tied": tied, "placements": []}
    return said if reasons else {"status": "decided", "reasons": [], "tied": []}


def rows_of(files, name, header):
    """The rows of a CSV file, as dictionaries, in the order in which packages write them."""
    rows = list(csv.reader(io.StringIO(str(files[name], "utf-8"), newline=""), strict=True))
    if not rows or rows[0] != header:
        raise Unreadable(f"{name}: the first line must be {','.join(header)}")
    if any(len(row) != len(header) for row in rows):
        raise Unreadable(f"{name}: a line has not {len(header)} fields")
    return [dict(zip(header, row)) for row in rows[1:]]


def unzipped(written):
    """The files of a ZIP file, given as bytes."""
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        names = package.namelist()
        if len(set(names)) < len(names):
            raise Unreadable("a file is in it twice")
        if sum(member.file_size for member in package.infolist()) > LARGEST:
            raise Unreadable(f"it is larger than {LARGEST} bytes")
        return {name: package.read(name) for name in names}


def read_json(files, name):
    """An object in which no key stands twice, and no number is none."""

    def once(pairs) -> dict:
        if len(dict(pairs)) < len(pairs):
            raise Unreadable(f"{name}: a key stands twice")
        return dict(pairs)

    def refuse(said) -> None:
        raise Unreadable(f"{name}: {said} is not a number")

    found = json.loads(str(files[name], "utf-8"), object_pairs_hook=once, parse_constant=refuse)
    if not isinstance(found, dict):
        raise Unreadable(f"{name}: not an object")
    return found


def digest(written):
    return hashlib.new("sha256", written).hexdigest()


def read_categories(files, rules, result, newer):
    """What each category was made from. Sheets and ballots that are withheld are None."""
    categories = {
        slug: {
            **{decision: [] for decision in DECISIONS},
            "sheets": {},
            "ballots": Counter(),
            "extra_ballots": Counter(),
            "told": None,
            "figures": defaultdict(dict),
        }
        for slug in [*(c["slug"] for c in rules["categories"]), *stages_of(rules)]
    }
    header = ["category", "entry", "decision"] + ([] if newer else ["reason"])
    for row in rows_of(files, "decisions.csv", header):
        if row["decision"] in DECISIONS:
            known = category_of(row, categories, "decisions.csv")[row["decision"]]
            if row["entry"] in known:
                raise Unreadable(f"decisions.csv: {row['entry']} stands twice")
            known.append(row["entry"])
    read_sheets(files, rules, categories, newer)
    read_ballots(files, categories)
    if EXTRA in files:
        read_ballots(files, categories, EXTRA, "extra_ballots")
    if newer:
        for row in rows_of(files, "figures.csv", ["category", "side", "entry", "figure"]):
            figure = number(row["figure"]) if row["figure"] else None
            side = category_of(row, categories, "figures.csv")["figures"][row["side"]]
            if row["entry"] in side:
                raise Unreadable(f"figures.csv: {row['entry']} stands twice")
            side[row["entry"]] = figure
        withhold(result, categories)
    return categories


def category_of(row, categories, name):
    """The category of a line, which must be one of the rule book's."""
    if row["category"] not in categories:
        raise Unreadable(f"{name}: {row['category']} is not a category of the rules")
    return categories[row["category"]]


def read_sheets(files, rules, categories, newer):
    """In newer packages criteria are called c1, c2 … by their place in the rule book."""
    slugs = {}
    for name in categories:
        criteria = (met(rules, name).get("jury") or {"criteria": []})["criteria"]
        slugs[name] = {f"c{n}": c["slug"] for n, c in enumerate(criteria, 1)}
    header = ["category", "entry", "juror", "criterion", "score"]
    for row in rows_of(files, "scores.csv", header):
        sheets = category_of(row, categories, "scores.csv")["sheets"]
        criterion = slugs[row["category"]].get(row["criterion"]) if newer else row["criterion"]
        if criterion is None:
            raise Unreadable(f"scores.csv: {row['criterion']} is not a criterion of the rules")
        sheet = sheets.setdefault((row["entry"], row["juror"]), {})
        if criterion in sheet:
            raise Unreadable(f"scores.csv: {row['juror']} on {row['entry']} stands twice")
        sheet[criterion] = number(row["score"])


def read_ballots(files, categories, name="ballots.csv", box="ballots"):
    for row in rows_of(files, name, ["category", "ballot"]):
        category_of(row, categories, name)[box][row["ballot"]] += 1


def withhold(result, categories):
    """Nothing for what is not in the package: an empty file would say that nobody judged."""
    published = result["publication"]
    for slug, category in categories.items():
        if (published["jury"] or {}).get("as") == "figures":
            category["sheets"] = None
        for side, box in (("public", "ballots"), ("extra", "extra_ballots")):
            if published.get(side, {}).get(slug, {}).get("as") == "figures":
                category[box] = None
                category["told"] = result["categories"][slug]["ballots"]


def give_back(auditors, rules, categories):
    """Put in what was withheld."""
    for category in categories.values():
        if category["sheets"] is None and "scores.csv" in auditors:
            category["sheets"] = {}
        if category["ballots"] is None and "ballots.csv" in auditors:
            category["ballots"] = Counter()
        if category["extra_ballots"] is None and EXTRA in auditors:
            category["extra_ballots"] = Counter()
    if "scores.csv" in auditors:
        read_sheets(auditors, rules, categories, True)
    if "ballots.csv" in auditors:
        read_ballots(auditors, categories)
    if EXTRA in auditors:
        read_ballots(auditors, categories, EXTRA, "extra_ballots")


def differences(found, announced):
    """One line for each thing that is not as announced."""
    return [
        f"{key}: announced {announced.get(key)}, recounted {found[key]}"
        for key in found
        if announced.get(key) != found[key]
    ]


def check_lot(rules, result):
    """The opened seed, which must be the one that the rule book committed to."""
    opened = result["lot"]["seed"]
    if opened is None:
        return None, []
    seed = bytes.fromhex(opened)
    if hashlib.sha256(seed).hexdigest() == rules["lot"]["commitment"]:
        return seed, []
    return seed, ["lot: the seed is not the one that the rule book committed to"]


def check_manifest(files):
    """Every file but the names and the manifest itself is listed there, as it is."""
    lines = str(files["manifest.txt"], "utf-8").splitlines()
    listed = {line[66:]: line[:64] for line in lines}
    found = {n: digest(c) for n, c in files.items() if n not in ("manifest.txt", "names.csv")}
    return [
        f"{name}: the manifest says {listed.get(name)}, found {found.get(name)}"
        for name in sorted(set(listed) | set(found))
        if listed.get(name) != found.get(name)
    ]


def check_names(files, result):
    """Names that are what was committed to, by alias; those that were erased; what is wrong."""
    committed, names, wrong = result["names"], {}, []
    for row in rows_of(files, "names.csv", ["alias", "name", "workplace", "salt"]):
        alias = row["alias"]
        if not row["salt"]:
            wrong.append(f"names.csv: {alias}: a name without a salt")
        parts = [row["salt"], alias, row["name"], row["workplace"]]
        if alias in names or committed.get(alias) != digest("\0".join(parts).encode("utf-8")):
            wrong.append(f"names.csv: {alias}: not what was committed to")
        names[alias] = row["name"]
    return names, sorted(set(committed) - set(names)), wrong


def check_publication(opened):
    """Only what the rule book says is withheld, the sides of few people; or a panel told by its gaps."""
    said, announced = opened.rules.get("publication") or {}, opened.result["publication"]
    expected = {"jury": None, "public": {}}
    rules = {slug: met(opened.rules, slug) for slug in opened.categories}
    aggregates = {each["jury"]["aggregate"] for each in rules.values() if each.get("jury")}
    if aggregates:
        held = [category["sheets"] for category in opened.categories.values()]
        expected["jury"] = panel_as(aggregates, announced["jury"] or {}, said, held)
    for slug in [slug for slug in rules if rules[slug].get("vote")]:
        category = opened.categories[slug]
        told = (category["told"] or {}).get("cast")
        before = announced["public"][slug]["people"] if category["extra"] else told
        expected["public"][slug] = ballots_as(said, category["ballots"], before)
        if category["extra"]:
            extra = expected.setdefault("extra", {})
            extra[slug] = ballots_as(said, category["extra_ballots"], told)
    return [f"publication: {line}" for line in differences(expected, announced)]


def ballots_as(said, box, told):
    """How a category's ballots are to be published; of a box that is withheld (None) is told how many lay in it."""
    voters = told if box is None else sum(box.values())
    few = said.get("small_electorate") == "figures" and 0 < voters < said["least_voters"]
    return {"as": "figures" if few else "ballots", "people": voters}


def panel_as(aggregates, announced, said, held):
    """How the jury's sheets are to be published, by those that there are; None is a sheet withheld.

    Where its gaps tell a panel, an alias is good for one entry or one category, and the number of
    jurors can be no smaller than what is seen there. An aggregate that needs more withholds them.
    """
    across, linked = not aggregates.isdisjoint(ACROSS), announced.get("aliases")
    here = [{juror for _, juror in sheets} for sheets in held if sheets]
    if None in held:
        panel, uneven = announced["people"], across
    elif linked:
        panel, uneven = max([announced["people"], *map(len, here)]), False
    else:
        panel = len(set().union(*here))
        uneven = across and "because" in announced and any(map(has_gaps, held))
    if said.get("small_panel") == "figures" and 0 < panel < said["least_jurors"]:
        return {"as": "figures", "people": panel}
    if uneven:
        return {"as": "figures", "people": panel, "because": "uneven"}
    whole = {"as": "sheets", "people": panel}
    return {**whole, "aliases": "category" if across else "entry"} if linked else whole


def has_gaps(sheets):
    """Whether the jurors of a category have not all given points to the same, on the same criteria."""
    given = defaultdict(set)
    for (entry, juror), scores in sheets.items():
        given[juror] |= {(entry, criterion) for criterion in scores}
    return len(set(map(frozenset, given.values()))) > 1


# --- What the package says twice ----------------------------------------------------------------------


def check_said_twice(opened):
    """Whatever can be held against something else in the package, and is not as it says there."""
    wrong = check_members(opened.files) + check_of_rules(opened.rules, opened.result)
    wrong += check_versions(opened.result) + check_log_head(opened.files, opened.result)
    wrong += check_people(opened) + check_receipts(opened)
    for slug, category in sorted(opened.categories.items()):
        rules = met(opened.rules, slug)
        lines = [*check_standing(rules, category), *check_sheets(rules, category)]
        lines += check_papers(rules, category) + check_told(opened, slug, category)
        wrong += [f"{slug}: {line}" for line in lines]
    return wrong


def check_members(files):
    """Nothing lies in a package that no part of the recount reads."""
    known = {*MEMBERS, EXTRA}
    return [f"{name}: no part of a package" for name in sorted(files) if name not in known]


def check_of_rules(rules, result):
    """The award, the year, the categories' names and the lot are those of the rule book."""
    said = {key: rules[key] for key in ("award", "year") if key in rules}
    if any("name" in category for category in rules["categories"]):
        said["titles"] = {c["slug"]: c.get("name") for c in rules["categories"]}
    wrong = differences(said, result)
    slugs = [c["slug"] for c in rules["categories"]]
    if len(set(slugs)) < len(slugs):
        wrong.append("rules.json: a category stands twice")
    lot, version = result["lot"], result["rules"].get("version")
    committed = rules["lot"]["commitment"] if lot["seed"] is not None else None
    wrong += [f"lot: {line}" for line in differences({"commitment": committed}, lot)]
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        wrong.append(f"rules: there is no version {version}")
    return wrong


def check_versions(result):
    """The first version corrects nothing; a later one names the one before it."""
    version, earlier = result["version"], result["earlier"]
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        return [f"version: there is no version {version}"]
    wrong = []
    if version == 1 and (earlier or result["correction"]):
        wrong.append("version: the first one has none before it, and corrects nothing")
    if version > 1 and not SHA256.fullmatch(str(earlier)):
        wrong.append("version: a later one names the SHA-256 of the one before it")
    if version == 1 and result["decision"]:
        wrong.append("decision: what people decided stands in a later version")
    return wrong


def check_log_head(files, result):
    """The head of the log stands in a file of its own as well."""
    head = result["log_head"]
    written, found = f"{head['seq']} {head['hash']}\n", str(files.get("log-head.txt", b""), "utf-8")
    wrong = [] if written == found else [f"log-head.txt: announced {written!r}, found {found!r}"]
    if not isinstance(head["seq"], int) or not SHA256.fullmatch(str(head["hash"])):
        wrong.append("log_head: not a number and a SHA-256")
    return wrong


def standing_in(category):
    """Everybody whom the category has known."""
    return {name for decision in DECISIONS for name in category[decision]}


def check_people(opened):
    """Names are committed to, decided on and given figures only for those who stood."""
    everybody = set().union(*map(standing_in, opened.categories.values()))
    wrong = [
        f"names: {alias} has not stood" for alias in sorted(set(opened.result["names"]) - everybody)
    ]
    for slug, decision in sorted(opened.result["decision"].items()):
        here = standing_in(opened.categories[slug]) if slug in opened.categories else everybody
        wrong += [
            f"decision: {slug}: {alias} has not stood there"
            for alias in decision["candidates"]
            if alias not in here
        ]
    return wrong


def check_receipts(opened):
    """As many fingerprints as ballots, each once, in order; and no more voters than ballots."""
    lines = str(opened.files.get("receipts.txt", b""), "utf-8").splitlines()
    wrong = []
    if not all(SHA256.fullmatch(line) for line in lines):
        wrong.append("receipts.txt: a line is not a SHA-256")
    if len(set(lines)) < len(lines):
        wrong.append("receipts.txt: a fingerprint stands twice")
    if sorted(lines) != lines:
        wrong.append("receipts.txt: not in order")
    published = opened.result["publication"]
    ordinary = [side["people"] for side in published["public"].values()]
    extra = [side["people"] for side in published.get("extra", {}).values()]
    if len(lines) != sum(ordinary) + sum(extra):
        wrong.append(f"receipts.txt: {len(lines)} of {sum(ordinary) + sum(extra)} ballots")
    voters = opened.result.get("voters")
    if voters is not None and not max([0, *ordinary]) <= voters <= sum(ordinary):
        wrong.append(f"voters: {voters} cannot have cast {ordinary} ballots")
    by_category = opened.result.get("extra_voters", {})
    told = {slug: side["people"] for slug, side in published.get("extra", {}).items()}
    if "extra_voters" in opened.result or voters is not None:
        wrong += [f"extra_voters: {line}" for line in differences({"": told}, {"": by_category})]
    sides = [published["jury"] or {}, *published["public"].values()]
    sides += published.get("extra", {}).values()
    withheld = any(side.get("as") == "figures" for side in sides)
    if withheld != (opened.result["for_auditor"] is not None):
        wrong.append("for_auditor: there is a file for the auditor where something is withheld")
    return wrong


def on_ballots(rules, category, box):
    """Everybody whom a ballot names; None where the ballots are withheld."""
    if category[box] is None:
        return None
    read = METHODS[rules["vote"]["method"]][0] if rules.get("vote") else read_marks
    return {name for text in category[box] for name in named(read(text))}


def check_standing(rules, category):
    """Who has left has stood, or was erased since and is named on a ballot alone."""
    known = {*category["entry"], *category["added"]}
    if len(known) > MOST_NAMES:
        raise Unreadable(f"more than {MOST_NAMES} entries in a category")
    yield from (
        f"decisions.csv: {name} has left and has not stood"
        for name in strangers(category["left"], known, on_ballots(rules, category, "ballots"))
    )
    yield from (
        f"decisions.csv: {name} has left an extra vote and has not stood in it"
        for name in strangers(
            category["extra_left"], category["extra"], on_ballots(rules, category, "extra_ballots")
        )
    )
    yield from (
        f"figures.csv: {name} has not stood"
        for side in category["figures"].values()
        for name in sorted(set(side) - known - set(category["extra"]))
    )


def strangers(left, known, on_them):
    """Nobody where the ballots, which alone may name her, are withheld."""
    return [] if on_them is None else sorted(set(left) - set(known) - on_them)


def check_sheets(rules, category):
    """Points are given to entries, and lie on the scale of the rule book."""
    if not category["sheets"]:
        return
    jury, entries = rules.get("jury") or {}, set(category["entry"])
    low, high = (jury.get("scale") or {}).get("min"), (jury.get("scale") or {}).get("max")
    for (entry, juror), sheet in sorted(category["sheets"].items()):
        if entry not in entries:
            yield f"scores.csv: {juror} judged {entry}, who has not stood"
        for score in sheet.values():
            if low is not None and not low <= score <= high:
                yield f"scores.csv: {juror} gave {entry} {score} on a scale from {low} to {high}"


def check_papers(rules, category):
    """A ballot keeps within what its paper allows: so many names, a budget of points, a highest score."""
    method, wrong = (rules.get("vote") or {}).get("method"), []
    limit = (rules.get("vote") or {}).get("limit")
    for box in ("ballots", "extra_ballots"):
        for text in sorted(category[box] or ()):
            ballot = METHODS[method][0](text) if method else text
            most = {"single": 1, "approval": limit, "eph": limit}.get(method)
            many = bool(most) and len(ballot) > most
            spent = method == "points" and sum(ballot.values()) > (limit or BUDGET)
            above = method in ("score", "star") and max([0, *ballot.values()]) > (limit or HIGHEST)
            if not method or many or spent or above:
                wrong.append(f"{'extra-' * (box != 'ballots')}ballots.csv: no such paper: {text}")
    return wrong


def check_told(opened, slug, category):
    """What the result tells of the count besides: its rounds, and how many ballots named whom."""
    rules, result, wrong = met(opened.rules, slug), opened.result, []
    if category["extra"]:
        rules, category = extra_vote(rules, category)
    if not rules.get("vote") or category["ballots"] is None:
        return wrong
    struck, method = set(result.get("struck", {}).get(slug, [])), rules["vote"]["method"]
    left = set(category["left"]) - struck
    for key, gone in (("naming_left", left), ("naming_struck", struck)):
        if key in result:
            found = polled(method, category["ballots"], [], gone)["left"]
            wrong += [f"{key}: {line}" for line in differences({slug: found}, result[key])]
    if "counts" in result and category["told"] is None:
        wrong += check_count(opened, slug, rules, category)
    return wrong


def check_count(opened, slug, rules, category):
    """The rounds that are told begin with the first tallies and end with the placements."""
    said = opened.result["counts"].get(slug)
    figures, chosen = jury_side(rules, category, set(category["entry"])), set(category["entry"])
    if rules.get("jury"):
        chosen = shortlist(rules["jury"], figures, chosen, rules["ties"], opened.seed)
    names = sorted((chosen | set(category["added"])) - set(category["left"]))
    if not names:
        return [] if said is None else ["counts: a count of nobody"]
    if said is None:
        return ["counts: the count is not told"]
    breaking = one_by_one(rules, figures, opened.seed)
    method, texts = rules["vote"]["method"], category["ballots"]
    first, groups, _ = count(method, texts, names, category["left"], breaking)
    expected = {
        "method": method,
        "seats": 1,
        "ballots": sum(texts.values()),
        "placements": groups,
    }
    wrong = differences(expected, said)
    told = said["rounds"][0]["tallies"] if said["rounds"] else {}
    wrong += differences(
        {"first round": {n: str(f) for n, f in first.items()}}, {"first round": told}
    )
    return [f"counts: {line}" for line in wrong]


def check_figures(told, found):
    """Figures that were published instead of sheets or ballots, beside those recounted from them."""
    recounted = {side: found[side] for side in told}
    return [f"figures.csv: {line}" for line in differences(recounted, told)]


def check_category(opened, slug, names):
    """Recount a category, print it, and give what is not as announced."""
    rules, category = met(opened.rules, slug), opened.categories[slug]
    announced, wrong = opened.result["categories"][slug], []
    if bool(category["extra"]) != bool(announced.get("extra_vote")):
        wrong.append("the files and the result do not agree on whether there was an extra vote")
    if category["extra"]:
        print(f"{slug}: an extra vote alone decides")
        rules, category = extra_vote(rules, category)
    prize = prize_of(opened.rules, slug)
    found, figures = recount(rules, category, opened.seed, opened.newer, prize)
    if prize[0] > 1 or "seats" in announced:
        found["seats"] = prize[0]
    for reason in found.get("reasons", []):
        print(f"{slug}: undecided: {reason}: {REASONS[reason]}")
    for p in found["placements"]:
        print(f"{slug}: {p['place']}. {called(p['candidates'], names)}")
    if category["ballots"] is None:
        print(f"{slug}: public side not recounted")
    whole = [] if category["sheets"] is None else ["jury"]
    whole += [] if category["ballots"] is None else ["public", "earlier"]
    told = {side: f for side, f in category["figures"].items() if side in whole}
    wrong += differences(found, announced) + check_figures(told, figures)
    return [f"{slug}: {line}" for line in wrong]


def check_stage(opened, stage, following):
    """Recount what an earlier jury came to: who went on stands before the next one, and nobody else."""
    rules, category = met(opened.rules, stage), opened.categories[stage]
    announced = opened.result.get("stages", {}).get(stage, {})
    entries, gone = set(category["entry"]), set(category["left"])
    figures = jury_side(rules, category, entries)
    chosen = shortlist(rules["jury"], figures, entries, rules["ties"], opened.seed)
    went_on = sorted((chosen | set(category["added"])) - gone)
    found = {
        "jury": {n: None if f is None else str(f) for n, f in figures.items()},
        "finalists": went_on,
    }
    wrong = differences(found, announced)
    if sorted(opened.categories[following]["entry"]) != went_on:
        wrong.append(f"who went on does not stand in {following}")
    if category["sheets"] is not None and category["figures"]:
        wrong += check_figures(dict(category["figures"]), {"jury": figures})
    print(f"{stage}: {len(went_on)} of {len(entries)} went on")
    return [f"{stage}: {line}" for line in wrong]


def called(aliases, names):
    """`Ada (k1234abcd)` where the name is known, else the alias alone."""
    return ", ".join(f"{names[a]} ({a})" if a in names else a for a in aliases)


def tell_decisions(result, names):
    """What people decided is told and not recounted. Gives what is wrong."""
    wrong = []
    if result["version"] > 1:
        print(f"version {result['version']}, after {result['earlier']}")
    if result["correction"]:
        correction = result["correction"]
        print(f"corrected: {correction['reason']} ({', '.join(correction['by'])})")
    for slug, decision in sorted(result["decision"].items()):
        who = f" {called(decision['candidates'], names)}:" if decision["candidates"] else ""
        print(f"{slug}: decided by people: {decision['kind']}:{who} {decision['reason']}")
        if slug not in result["categories"]:
            wrong.append(f"decision: {slug} is not a category")
    return wrong


def check_newer(opened, auditors):
    """All that only a package of the second format has. Gives the names and what is wrong."""
    names, erased, wrong = check_names(opened.files, opened.result)
    wrong += check_manifest(opened.files)
    if opened.result.get("made_up"):
        print("a made-up rehearsal: nothing here is real")
    print(f"package: {digest(opened.files['manifest.txt'])}")
    for alias in erased:
        print(f"erased: {alias}")
    announced = opened.result["for_auditor"]
    if auditors is not None and digest(auditors) == announced:
        give_back(unzipped(auditors), opened.rules, opened.categories)
    elif auditors is not None:
        wrong.append(f"auditor's file: announced {announced}, found {digest(auditors)}")
    wrong += check_publication(opened)
    wrong += check_said_twice(opened)
    if any(category["sheets"] is None for category in opened.categories.values()):
        print("jury side not recounted")
    return names, wrong + tell_decisions(opened.result, names)


class Opened:
    """A package that has been read; `wrong` is what was found while reading it."""

    def __init__(self, path) -> None:
        self.files = unzipped(Path(path).read_bytes())
        self.rules = read_json(self.files, "rules.json")
        self.result = read_json(self.files, "result.json")
        if self.rules.get("format") not in FORMATS:
            raise Unreadable(f"rules.json: only {' and '.join(FORMATS)} can be read")
        if self.result.get("format") not in RESULTS:
            raise Unreadable(f"result.json: only {' and '.join(RESULTS)} can be read")
        self.newer = self.result["format"] != RESULTS[0]
        self.seed, self.wrong = check_lot(self.rules, self.result)
        self.categories = read_categories(self.files, self.rules, self.result, self.newer)


def main(path, auditors=None, published=None):
    opened = Opened(path)
    names, wrong = {}, opened.wrong
    if published is not None:
        found = digest(opened.files["manifest.txt"] if opened.newer else Path(path).read_bytes())
        if found != published.strip().lower():
            wrong.append(f"package: published {published}, found {found}")
    if opened.newer:
        names, more = check_newer(opened, Path(auditors).read_bytes() if auditors else None)
        wrong += more
    said, found = opened.result["rules"]["sha256"], digest(opened.files["rules.json"])
    if said != found:
        wrong.append(f"rules.json: announced {said}, found {found}")
    stages = stages_of(opened.rules)
    announced, slugs = sorted(opened.result["categories"]), sorted({*opened.categories} - {*stages})
    if announced != slugs:
        wrong.append(f"categories: announced {announced}, in the rules {slugs}")
    for stage in stages:
        wrong += check_stage(opened, stage, stages[stage])
    for slug in sorted(set(slugs) & set(announced)):
        wrong += check_category(opened, slug, names)
    for line in wrong:
        print(f"DIFFERS {shortly(line, 1000)}")
    print(
        "The recount differs from the result." if wrong else "The recount agrees with the result."
    )
    return 1 if wrong else 0


def shortly(said, most=SHOWN):
    """On one line, without what a terminal would obey, and no longer than a screen."""
    told = "".join(c if c.isprintable() else " " for c in str(said))
    return told if len(told) <= most else told[: most - 1] + "…"


def asked(arguments):
    """The paths and the published sum, from the command line."""
    given, published = list(arguments), None
    if "--sha256" in given[:-1]:
        at = given.index("--sha256")
        published = given[at + 1]
        del given[at : at + 2]
    if len(given) not in (1, 2) or any(each.startswith("--") for each in given):
        print("usage: python recount.py PACKAGE.zip [AUDITOR.zip] [--sha256 SUM]", file=sys.stderr)
        sys.exit(2)
    return given[0], given[1] if len(given) == 2 else None, published


if __name__ == "__main__":
    wanted = asked(sys.argv[1:])
    try:
        sys.exit(main(*wanted))
    except (
        Unreadable,
        OSError,
        ArithmeticError,
        AttributeError,
        LookupError,
        MemoryError,
        RuntimeError,
        TypeError,
        ValueError,
        csv.Error,
        zipfile.BadZipFile,
        zlib.error,
    ) as error:
        why = f"{type(error).__name__}: {error}"
        print(f"{shortly(wanted[0])}: cannot be read: {shortly(why)}", file=sys.stderr)
        sys.exit(2)
