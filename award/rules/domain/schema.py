"""The format of a rule book, forebild-rules/1, as a JSON Schema that others can check files with.

Draft 2020-12 (https://json-schema.org/draft/2020-12). It says what a document looks like; what contradicts
itself between two of its places is found by `award.rules.domain.checking`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from award.people.domain.personal.keeping import kinds
from award.rules.domain.document import FORMAT
from award.rules.domain.options import (
    AGGREGATES,
    COMBINATIONS,
    ELIMINATIONS,
    IDENTITIES,
    METHODS,
    NO_FIGURE,
    OLDEST_MINOR,
    PUT_FORWARD,
    SECRECIES,
    SMALL_ELECTORATE,
    SMALL_PANEL,
    TIE_RULES,
    WINNER_WITHDRAWS,
)

DRAFT = "https://json-schema.org/draft/2020-12/schema"
MOST = 1_000_000_000
LONGEST_TEXT = 5_000
Schema = dict[str, Any]


def rules_schema() -> Schema:
    """The whole schema. Its own format `time-zone` is a name of the IANA time zone database."""
    return {
        "$schema": DRAFT,
        "$id": f"urn:{FORMAT.replace('/', ':')}",
        "title": FORMAT,
        "$defs": {"text": _text(), "moment": _moment()},
        **_object(
            {
                "format": {"const": FORMAT},
                "award": _slug(),
                "organisation": _slug(),
                "year": _number(1, 9999),
                "time_zone": {"type": "string", "format": "time-zone"},
                "announce_at": _ref("moment"),
                "categories": _list(_object({"slug": _slug(), "name": _ref("text")})),
                "combination": _combination(),
                "ties": {"type": "array", "items": _one_of(TIE_RULES)},
                "lot": _object({"commitment": {"type": "string", "pattern": "^[0-9a-f]{64}$"}}),
            },
            optional={**_rounds(), **_provisions()},
        ),
    }


def _rounds() -> Schema:
    return {
        "nomination": _round({"eligibility": _ref("text")}),
        "jury": _round(
            {
                "criteria": _list(_criterion()),
                "scale": _object({"min": _number(-MOST), "max": _number(-MOST)}),
                "aggregate": _one_of(AGGREGATES),
                "quorum": _number(1),
                "finalists": _number(1),
            },
            optional={"grace_hours": _number(0)},
        ),
        "vote": _round(
            {
                "method": _one_of(METHODS),
                "identity": _one_of(IDENTITIES),
                "secrecy": _one_of(SECRECIES),
            },
            optional={"elimination": _one_of(ELIMINATIONS)},
        ),
    }


def _criterion() -> Schema:
    return _object(
        {
            "slug": _slug(),
            "name": _ref("text"),
            "description": _ref("text"),
            "weight": _number(1),
        }
    )


def _combination() -> Schema:
    weights = _object({"jury": _number(0), "public": _number(0)})
    return _object(
        {"rule": _one_of(COMBINATIONS), "weights": weights},
        optional={"put_forward": _one_of(PUT_FORWARD)},
    )


def _provisions() -> Schema:
    return {
        "too_little": _object({"no_figure": _one_of(NO_FIGURE)}),
        "publication": _object(
            {
                "least_jurors": _number(1),
                "least_voters": _number(1),
                "small_panel": _one_of(SMALL_PANEL),
                "small_electorate": _one_of(SMALL_ELECTORATE),
                "auditor": {"type": "string", "maxLength": LONGEST_TEXT},
            }
        ),
        "consent": _object(
            {
                "needed": {"type": "boolean"},
                "reason": _ref("text"),
                "last_day_before": _number(0),
            },
            optional={"guardian_below": _number(1, OLDEST_MINOR)},
        ),
        "winner_withdraws": _one_of(WINNER_WITHDRAWS),
        "retention": _object({}, optional={k.slug: _number(1, k.most) for k in kinds()}),
    }


def _round(required: Schema, *, optional: Schema | None = None) -> Schema:
    window = {"opens_at": _ref("moment"), "closes_at": _ref("moment")}
    return _object({**window, **required}, optional=optional)


def _object(required: Mapping[str, Any], *, optional: Schema | None = None) -> Schema:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": [*required],
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items, "minItems": 1}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _one_of(names: tuple[str, ...]) -> Schema:
    return {"enum": [*names]}


def _number(least: int, most: int = MOST) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most}


def _slug() -> Schema:
    return {"type": "string", "pattern": "^[-a-zA-Z0-9_]{1,80}$"}


def _text() -> Schema:
    """Words in Swedish and, where there are any, in English."""
    words = {"type": "string", "maxLength": LONGEST_TEXT}
    return _object({"sv": words}, optional={"en": words})


def _moment() -> Schema:
    """RFC 3339 in UTC, with microseconds only where there are any."""
    pattern = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z$"
    return {"type": "string", "format": "date-time", "pattern": pattern}
