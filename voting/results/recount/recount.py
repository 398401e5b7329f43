#!/usr/bin/env python3
"""Recount the result of an award: python recount.py PACKAGE.zip

Needs Python 3.9 or later and nothing else. It reads the rule book, the score sheets and the ballots
of the package, works out the result by itself, and compares it with result.json. It shares no code
with the platform that made the package, and reckons in other ways where there is more than one.
All numbers are exact fractions; only z-scores are rounded, to 20 decimals.

Exit 0: everything agrees. Exit 1: what differs is printed. Exit 2: the package cannot be read.
"""
# ruff: noqa: ANN001, ANN201, B905, RUF005

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
import zipfile
from collections import Counter, defaultdict
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from itertools import combinations

FORMAT = "forebild-rules/1"
EUROVISION = [12, 10, 8, 7, 6, 5, 4, 3, 2, 1]
EXACT = Context(prec=120)


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


def read_marks(text):
    return text.split("+") if text else []


def read_ranks(text):
    return [tier.split("=") for tier in text.split(">")] if text else []


def read_scores(text):
    pairs = [part.split(":") for part in text.split("+")] if text else []
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


def count_irv(ballots, names):
    """Every ballot is read again in every round."""
    standing, gone, first = set(names), [], None
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
        if len(ordered) == 1:
            return first, [lowest] + gone[::-1]
        lowest = tiers({name: first[name] for name in lowest})[-1]
        gone.append(lowest)
        standing -= set(lowest)


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


def count(method, texts, names, gone=()):
    """Count ballots: {text: how many}. Gives the first tallies, the placements and the figures."""
    read, run = METHODS[method]
    ballots = [(without(read(text), gone), n) for text, n in sorted(texts.items())]
    strangers = {name for ballot, _ in ballots for name in named(ballot)} - set(names)
    if strangers:
        raise Unreadable(f"ballots name who is not a finalist: {', '.join(sorted(strangers))}")
    tally, groups = run(ballots, sorted(names))
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


def combine(rule, sides, names):
    """sides: [(name, weight, {name: figure})]. The scores, by the rule book's rule."""
    held = [(w, t) for _, w, t in sides if w and any(t.values())]
    deciding = held[-1:] if rule == "public_among_shortlist" else held
    scores = dict.fromkeys(names, Fraction(0))
    for weight, tally in deciding:
        figures = comparable(rule, tally)
        for name in names:
            scores[name] += figures[name] * weight / sum(w for w, _ in deciding)
    asked = {"veto": held, "public_among_shortlist": held[:1]}.get(rule, [])
    for name in names:
        if not all(tally[name] for _, tally in asked):
            scores[name] -= 1
    return scores


def ordered(rules, scores, sides, earlier, seed):
    """By score, then by the tie rules in their order, all as one long key."""
    columns = [scores]
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


# --- The package ------------------------------------------------------------------------------------


def recount(rules, category, seed):
    """One category's result from what the package holds of it."""
    entries, gone = set(category["entry"]), set(category["left"])
    jury, vote = rules.get("jury"), rules.get("vote")
    figures = jury_figures(jury, category["sheets"], entries) if jury else {}
    chosen = shortlist(jury, figures, entries, rules["ties"], seed) if jury else entries
    names = sorted((chosen | set(category["added"])) - gone)
    sides, public, earlier = [], {}, {}
    weights = rules["combination"]["weights"]
    if jury:
        tally = {n: figures.get(n) or Fraction(0) for n in names}
        sides.append(("jury", Fraction(weights.get("jury", 0)), tally))
    if vote and names:
        earlier, _, public = count(vote["method"], category["ballots"], names, gone)
        sides.append(("public", Fraction(weights.get("public", 0)), public))
    rule = rules["combination"]["rule"]
    if len(sides) == 1:
        rule, sides = "places", [(side, Fraction(1), tally) for side, _, tally in sides]
    scores = combine(rule, sides, names)
    return {
        "jury": {n: None if f is None else str(f) for n, f in figures.items() if n in names},
        "public": {n: str(f) for n, f in public.items()},
        "scores": {n: str(s) for n, s in scores.items()},
        "placements": places(ordered(rules, scores, sides, earlier, seed)),
    }


def rows_of(package, name, header):
    """The rows of a CSV file in the package, as dictionaries."""
    rows = csv.DictReader(io.StringIO(package.read(name).decode("utf-8"), newline=""))
    if rows.fieldnames != header:
        raise Unreadable(f"{name}: the first line must be {','.join(header)}")
    return list(rows)


def read_package(path):
    """The rules, the result that was announced, and what each category was made from."""
    with zipfile.ZipFile(path) as package:
        written = package.read("rules.json")
        rules, result = json.loads(written), json.loads(package.read("result.json"))
        if rules.get("format") != FORMAT:
            raise Unreadable(f"rules.json: only {FORMAT} can be read")
        empty = {"entry": [], "added": [], "left": []}
        categories = {
            c["slug"]: {**{k: [] for k in empty}, "sheets": {}, "ballots": Counter()}
            for c in rules["categories"]
        }
        for row in rows_of(package, "decisions.csv", ["category", "entry", "decision", "reason"]):
            if row["decision"] in empty:
                categories[row["category"]][row["decision"]].append(row["entry"])
        header = ["category", "entry", "juror", "criterion", "score"]
        for row in rows_of(package, "scores.csv", header):
            sheets = categories[row["category"]]["sheets"]
            sheet = sheets.setdefault((row["entry"], row["juror"]), {})
            sheet[row["criterion"]] = Fraction(row["score"])
        for row in rows_of(package, "ballots.csv", ["category", "ballot"]):
            categories[row["category"]]["ballots"][row["ballot"]] += 1
    return rules, result, categories, hashlib.sha256(written).hexdigest()


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


def main(path):
    rules, result, categories, digest = read_package(path)
    seed, wrong = check_lot(rules, result)
    if result["rules"]["sha256"] != digest:
        wrong.append(f"rules.json: announced {result['rules']['sha256']}, found {digest}")
    announced = result["categories"]
    if sorted(announced) != sorted(categories):
        wrong.append(
            f"categories: announced {sorted(announced)}, in the rules {sorted(categories)}"
        )
    for slug in sorted(set(categories) & set(announced)):
        found = recount(rules, categories[slug], seed)
        wrong += [f"{slug}: {line}" for line in differences(found, announced[slug])]
        for p in found["placements"]:
            print(f"{slug}: {p['place']}. {', '.join(p['candidates'])}")
    for line in wrong:
        print(f"DIFFERS {line}")
    print(
        "The recount differs from the result." if wrong else "The recount agrees with the result."
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python recount.py PACKAGE.zip")
    try:
        sys.exit(main(sys.argv[1]))
    except (Unreadable, OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        print(f"{sys.argv[1]}: cannot be read: {type(error).__name__}: {error}", file=sys.stderr)
        sys.exit(2)
