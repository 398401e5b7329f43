"""`manage.py laboratory EDITION|FILE`: what each way to combine jury and public would have done."""

from __future__ import annotations

import json
from argparse import SUPPRESS, ArgumentTypeError
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError
from django.template.loader import render_to_string
from django.utils.text import slugify

from award.programme.models import Edition
from voting.count.laboratory.figures import FigureError, number, read_tables
from voting.count.laboratory.study import Trial
from voting.count.reading import shortened
from voting.count.ties import TIE_RULES
from voting.results.domain.announcing import sealed_result
from voting.results.domain.laboratory import (
    JURY,
    PUBLIC,
    Subject,
    subject_of_category,
    subject_of_table,
)
from voting.results.domain.laboratory_drawings import draw_effects, draw_winners
from voting.results.domain.trialwords import as_json, told


class Command(BaseCommand):
    help = (
        "Try every rule for combining jury and public on an edition (AWARD/YEAR, such as "
        "arets-it-kvinna/2025) or on a table (FILE.csv: candidate,jury,public)."
    )
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """What is wrong with the arguments is one line, too, without a usage text before it."""
        return super().create_parser(prog_name, subcommand, usage=SUPPRESS, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", metavar="EDITION|FILE")
        parser.add_argument(
            "--weights", type=_pairs, default={}, help="a side's weight: jury=2,public=1"
        )
        parser.add_argument(
            "--columns",
            type=_pairs,
            help="a table's own column names: candidate=to,category=year,jury=jury_points",
        )
        parser.add_argument(
            "--ties", type=_names, default=[], help="rules for ties, in order: public,jury"
        )
        parser.add_argument(
            "--sum", action="store_true", help="add up a candidate's rows, as of many juries"
        )
        parser.add_argument("--json", action="store_true", help="print JSON, every figure exact")
        parser.add_argument("--svg", type=Path, metavar="FOLDER", help="write the drawings there")

    def handle(self, *args: Any, **options: Any) -> None:
        subjects = list(self._subjects(options))
        found = [(subject, subject.trials()) for subject in subjects]
        if options["json"]:
            self.stdout.write(json.dumps([as_json(*each) for each in found], ensure_ascii=False))
        else:
            self.stdout.write("\n\n".join("\n".join(told(*each)) for each in found))
        for subject, trials in found if options["svg"] else ():
            _draw(subject, trials, folder=options["svg"])

    def _subjects(self, options: dict[str, Any]) -> Iterator[Subject]:
        source, path = options["source"], Path(options["source"])
        try:
            weights = {side: number(text) for side, text in options["weights"].items()}
        except ValueError as error:
            raise self._refusal(f"--weights: {error} is not a number") from None
        if path.suffix or _is_file(path):
            yield from self._typed(path, weights, options)
            return
        self._check((JURY, PUBLIC), weights, ())
        edition = self._edition(source)
        result = sealed_result(edition)
        if result is None:
            raise self._refusal(f"{source}: there is no result yet")
        for slug in result.content["titles"]:
            yield subject_of_category(result, slug).weighed(weights)

    def _typed(
        self, path: Path, weights: dict[str, Fraction], options: dict[str, Any]
    ) -> Iterator[Subject]:
        try:
            with path.open(encoding="utf-8-sig") as lines:
                tables = read_tables(lines, columns=options["columns"], add_up=options["sum"])
        except FigureError as error:
            raise self._refusal(error.in_file(str(path))) from None
        except (OSError, UnicodeDecodeError) as error:
            raise self._refusal(
                f"{path}: {getattr(error, 'strerror', None) or 'not UTF-8'}"
            ) from None
        for table in tables.values():
            self._check([*table.sides], weights, options["ties"])
            yield subject_of_table(table, weights, tie_rules=options["ties"])

    def _check(
        self, sides: Sequence[str], weights: Mapping[str, Fraction], ties: Sequence[str]
    ) -> None:
        """Weights and rules for ties that the sides can have."""
        if strangers := sorted({*weights} - {*sides}):
            raise self._refusal(f"--weights: there is no side {strangers[0]}: {', '.join(sides)}")
        every = [weights.get(side, Fraction(1)) for side in sides]
        if min(every) < 0 or not any(every):
            raise self._refusal("--weights: a side weighs 0 or more, and one of them more than 0")
        known = {*sides, *TIE_RULES}
        if strangers := [rule for rule in ties if rule not in known]:
            raise self._refusal(
                f"--ties: {strangers[0]} is not a rule for ties: {', '.join(sorted(known))}"
            )

    def _edition(self, source: str) -> Edition:
        award, _, year = source.rpartition("/")
        known = year.isascii() and year.isdigit() and len(year) <= len("9999")
        try:
            found = Edition.objects.filter(award__slug=award, year=int(year)) if known else None
            edition = found.first() if found is not None else None
        except DatabaseError as error:
            raise self._refusal(f"{source}: the database cannot be read: {error}") from None
        if edition is None:
            raise self._refusal(f"{source}: neither a file nor an edition (AWARD/YEAR)")
        return edition

    def _refusal(self, reason: str) -> SystemExit:
        """One line that says why, no longer than a screen, and exit code 2."""
        self.stderr.write(shortened(reason))
        return SystemExit(2)


def _is_file(path: Path) -> bool:
    """Not what cannot be a file's name at all."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _pairs(text: str) -> dict[str, str]:
    pairs = [part.partition("=") for part in text.split(",")]
    if not all(name and value for name, _, value in pairs):
        raise ArgumentTypeError("pairs such as jury=2,public=1 are needed")
    return {name.strip(): value.strip() for name, _, value in pairs}


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _draw(subject: Subject, trials: list[Trial], *, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    rules = {trial.rule: trial.rule for trial in trials}
    sides = {g.name: g.name for g in subject.groups}
    drawings = {
        "winners": draw_winners(
            trials, rules=rules, candidates=subject.labels, weight=subject.first_weight
        ),
        "effects": draw_effects(trials, rules=rules, sides=sides),
    }
    for kind, drawing in drawings.items():
        name = f"{slugify(subject.name) or 'figures'}-{kind}"
        if drawing.bars:
            whole = replace(drawing, with_key=True)
            context = {"drawing": whole, "title": name, "id": kind, "alone": True}
            svg = render_to_string("results/_laboratory.svg", context)
            (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
