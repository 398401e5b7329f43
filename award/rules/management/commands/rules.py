"""`manage.py rules check|words FILE`, `rules show EDITION`, `rules schema`: a rule book without the pages."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from award.programme.models import Edition
from award.rules.domain.books import rule_book_in_force, rules_hash
from award.rules.domain.checking import check_rules
from award.rules.domain.document import FORMATS, Rules, RulesError
from award.rules.domain.reading import UnreadableRules, read_rules
from award.rules.domain.schema import rules_schema
from award.rules.domain.sections import RuleSection
from award.rules.domain.words import words_of
from award.rules.models import RuleBook

MOST_LINES = 50


class Command(BaseCommand):
    help = "Checks a rule book from a file, writes it in words, or shows that of an edition."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        languages = [code for code, _name in settings.LANGUAGES]
        verbs = parser.add_subparsers(dest="verb", required=True)
        check = verbs.add_parser("check", help="says what is wrong, each on a line; no database")
        words = verbs.add_parser("words", help="the rules in plain words; no database")
        show = verbs.add_parser("show", help="the rules in force of AWARD/YEAR, as canonical JSON")
        schema = verbs.add_parser("schema", help="the format as a JSON Schema; no database")
        schema.add_argument("--format", choices=FORMATS, default=FORMATS[-1])
        for verb in (check, words):
            verb.add_argument("file", type=Path, metavar="FILE")
            verb.add_argument("--language", choices=languages, default=languages[0])
        show.add_argument("edition", metavar="AWARD/YEAR")

    def handle(self, *args: Any, **options: Any) -> None:
        verb = options["verb"]
        if verb == "schema":
            self.stdout.write(
                json.dumps(rules_schema(options["format"]), ensure_ascii=False, indent=2)
            )
        elif verb == "show":
            self._show(options["edition"])
        else:
            with translation.override(options["language"]):
                rules = self._read(options["file"])
                self._said(f"SHA-256 {rules_hash(rules)}" if verb == "check" else _text(rules))

    def _read(self, path: Path) -> Rules:
        try:
            rules = read_rules(path.read_bytes())
            check_rules(rules)
        except OSError as error:
            self._refuse([f"{path}: {error.strerror}"], status=2)
        except UnreadableRules as error:
            self._refuse([f"{path}: {error}"], status=2)
        except RulesError as error:
            self._refuse([f"{path}: {where}: {what}" for where, what in error.problems.items()])
        return rules

    def _show(self, name: str) -> None:
        slug, _slash, year = name.partition("/")
        editions = Edition.objects.filter(award__slug=slug)
        found = editions.filter(year=int(year)).first() if _is_year(year) else None
        try:
            if found is None:
                raise RuleBook.DoesNotExist
            self._said(rule_book_in_force(found).canonical().decode())
        except RuleBook.DoesNotExist:
            self._refuse([_("There are no rules of %s; write AWARD/YEAR.") % name[:80]], status=2)

    def _said(self, text: str) -> None:
        self.stdout.write(text)

    def _refuse(self, lines: Iterable[str], *, status: int = 1) -> None:
        for line in islice(lines, MOST_LINES):
            self.stderr.write(line)
        sys.exit(status)


def _is_year(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= len("9999")


def _text(rules: Rules) -> str:
    """As a terminal may show it: what it would obey is left out."""
    lines = (line for section in words_of(rules) for line in _lines(section))
    return "\n".join("".join(map(_shown, line)) for line in lines)


def _shown(sign: str) -> str:
    """A fixed space is a space; a sign that is none is left out."""
    return sign if sign.isprintable() else " " * sign.isspace()


def _lines(section: RuleSection) -> Iterable[str]:
    yield section.heading.upper()
    yield from section.sentences
    yield from (f"– {name}: {value}" for name, value in section.pairs)
    yield ""
