"""`manage.py laboratory EDITION|FILE`: what each way to combine jury and public would have done."""

from __future__ import annotations

import json
from argparse import ArgumentTypeError
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.template.loader import render_to_string
from django.utils.text import slugify

from award.programme.models import Edition
from voting.count.laboratory.figures import FigureError, number, read_tables
from voting.count.laboratory.study import Trial
from voting.results.domain.announcing import sealed_result
from voting.results.domain.laboratory import Subject, subject_of_category, subject_of_table
from voting.results.domain.laboratory_drawings import draw_effects, draw_winners
from voting.results.domain.trialwords import as_json, told


class Command(BaseCommand):
    help = (
        "Try every rule for combining jury and public on an edition (AWARD/YEAR, such as "
        "arets-it-kvinna/2025) or on a table (FILE.csv: candidate,jury,public)."
    )
    requires_system_checks: list[str] = []

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
        if path.suffix or path.is_file():
            yield from self._typed(path, weights, options)
            return
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
            raise self._refusal(
                f"{path}:{error.line}: {error.problem} {error.what}".rstrip()
            ) from None
        except (OSError, UnicodeDecodeError) as error:
            raise self._refusal(
                f"{path}: {getattr(error, 'strerror', None) or 'not UTF-8'}"
            ) from None
        for table in tables.values():
            yield subject_of_table(table, weights, tie_rules=options["ties"])

    def _edition(self, source: str) -> Edition:
        award, _, year = source.rpartition("/")
        found = Edition.objects.filter(award__slug=award, year=int(year) if year.isdigit() else 0)
        if not (edition := found.first()):
            raise self._refusal(f"{source}: neither a file nor an edition (AWARD/YEAR)")
        return edition

    def _refusal(self, reason: str) -> SystemExit:
        """One line that says why, and exit code 2."""
        self.stderr.write(reason)
        return SystemExit(2)


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
