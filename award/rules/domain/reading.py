"""Reading a rule book from a file that anybody may have written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from award.rules.domain.document import FORMATS, Rules, RulesError, moment
from award.rules.domain.schema import MOST, rules_schema

LARGEST = 1_000_000  # bytes
LONGEST_ECHO = 80

CHECKED = FormatChecker(formats=())


class UnreadableRules(ValueError):
    """The file holds no JSON object that could be a rule book; the message says why."""


@CHECKED.checks("date-time", raises=ValueError)
def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or bool(moment(value))


@CHECKED.checks("time-zone", raises=(ValueError, OSError, ZoneInfoNotFoundError))
def _is_zone(value: object) -> bool:
    return not isinstance(value, str) or bool(ZoneInfo(value))


def read_rules(data: bytes) -> Rules:
    """The rule book that the file says. Whether its parts agree is for `check_rules` to tell.

    Raises `UnreadableRules` for what is no JSON, and `RulesError` with each place (`jury.criteria.0.weight`)
    that is not as the format says.
    """
    document = _parsed(data)
    name = document.get("format", FORMATS[-1]) if isinstance(document, dict) else FORMATS[-1]
    if name not in FORMATS:
        raise RulesError({"format": _("This must be one of: %s.") % ", ".join(FORMATS)})
    validator = Draft202012Validator(rules_schema(name), format_checker=CHECKED)
    problems = dict(_problems(validator.iter_errors(document)))
    if problems:
        raise RulesError(problems)
    return Rules.from_json(document)


def _parsed(data: bytes) -> Any:
    if len(data) > LARGEST:
        raise UnreadableRules(_("A rule book is no larger than %d bytes.") % LARGEST)
    try:
        document = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_float=_no_number,
            parse_constant=_no_number,
        )
        json.dumps(document, ensure_ascii=False).encode()  # half a character is none
    except UnicodeError:
        raise UnreadableRules(_("The file is not written in UTF-8.")) from None
    except RecursionError:
        raise UnreadableRules(_("Lists and objects lie too deep in each other.")) from None
    except json.JSONDecodeError as error:
        said = _("This is not JSON: line %(line)d, column %(column)d.")
        raise UnreadableRules(said % {"line": error.lineno, "column": error.colno}) from None
    return document


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise UnreadableRules(_("The key %s stands there twice.") % _echo(twice))
    return found


def _whole(digits: str) -> int:
    if len(digits) > len(str(-MOST)):
        _no_number(digits)
    return int(digits)


def _no_number(written: str) -> NoReturn:
    raise UnreadableRules(
        _("Numbers in a rule book are whole and not large: %s cannot stand there.") % _echo(written)
    )


def _problems(errors: Iterator[ValidationError]) -> Iterator[tuple[str, str]]:
    for error in errors:
        path = [str(part) for part in error.absolute_path]
        found, wanted, schema = _parts(error)
        if error.validator == "required":
            for name in wanted:
                if name not in found:
                    yield _dotted([*path, name]), _("This is missing.")
        elif error.validator == "additionalProperties":
            for name in sorted(set(found) - set(schema["properties"])):
                yield _dotted([*path, name]), _("The format knows nothing of that name.")
        else:
            yield _dotted(path), _in_words(error)


def _parts(error: ValidationError) -> tuple[Any, Any, Any]:
    """What was found at that place, what is asked for, and the part of the schema that asks."""
    return error.instance, error.validator_value, error.schema


def _dotted(path: Sequence[str]) -> str:
    return _visible(".".join(path)[:LONGEST_ECHO]) or "."


def _in_words(error: ValidationError) -> str:
    _found, wanted, _schema = _parts(error)
    said: dict[str, Callable[[], str]] = {
        "const": lambda: _("This must be %s.") % _echo(wanted),
        "enum": lambda: _("This must be one of: %s.") % ", ".join(wanted),
        "type": lambda: _("This must be %s.") % _types()[wanted],
        "minimum": lambda: _("This must be %d or more.") % wanted,
        "maximum": lambda: _("This must be %d or less.") % wanted,
        "minItems": lambda: _("At least one is needed."),
        "maxLength": lambda: _("This must be no longer than %d characters.") % wanted,
        "format": lambda: _formats()[wanted],
        "pattern": lambda: _patterns(error),
    }
    return said[str(error.validator)]()


def _types() -> dict[str, str]:
    return {
        "object": _("an object in braces"),
        "array": _("a list in brackets"),
        "string": _("a text in quotation marks"),
        "integer": _("a whole number"),
        "boolean": _("true or false"),
    }


def _formats() -> dict[str, str]:
    return {
        "date-time": _("This must be a moment in UTC, such as 2026-10-01T10:00:00Z."),
        "time-zone": _("This time zone is not known; one is Europe/Stockholm."),
    }


def _patterns(error: ValidationError) -> str:
    _found, _wanted, schema = _parts(error)
    if schema.get("format") == "date-time":
        return _formats()["date-time"]
    if "0-9a-f" in schema["pattern"]:
        return _("This must be a SHA-256: 64 digits of 0–9 and a–f.")
    return _("This must be a name of letters a–z, digits and hyphens.")


def _echo(value: object) -> str:
    text = _visible(str(value))
    return f"“{text[:LONGEST_ECHO]}…”" if len(text) > LONGEST_ECHO else f"“{text}”"


def _visible(text: str) -> str:
    """On one line, and nothing that a terminal would obey."""
    return "".join(c if c.isprintable() else "?" for c in text)
