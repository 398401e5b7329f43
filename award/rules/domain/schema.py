"""The formats of a rule book, forebild-rules/1 and /2, as JSON Schemas that others can check files with.

The second says a year as a list of rounds; of the first, which knew one round of each kind, every book is read still.

Draft 2020-12 (https://json-schema.org/draft/2020-12). It says what a document looks like; what contradicts
itself between two of its places is found by `award.rules.domain.checking`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from award.people.domain.personal.keeping import kinds
from award.programme.models.round import LONGEST_SLUG
from award.rules.domain.document import LISTED
from award.rules.domain.options import (
    AGGREGATES,
    COMBINATIONS,
    ELIMINATIONS,
    HIGHEST_LIMIT,
    IDENTITIES,
    METHODS,
    MOST_SEATS,
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


def rules_schema(name: str = LISTED) -> Schema:
    """The whole schema of a format. Its own format `time-zone` is a name of the IANA time zone database."""
    listed = name == LISTED
    rounds = {"rounds": _list(_any_round())}
    return {
        "$schema": DRAFT,
        "$id": f"urn:{name.replace('/', ':')}",
        "title": name,
        "$defs": {"text": _text(), "moment": _moment()},
        **_object(
            {
                "format": {"const": name},
                "award": _slug(),
                "organisation": _slug(),
                "year": _number(1, 9999),
                "time_zone": {"type": "string", "format": "time-zone"},
                "announce_at": _ref("moment"),
                "categories": _list(_category(listed=listed)),
                "combination": _combination(),
                "ties": {"type": "array", "items": _one_of(TIE_RULES)},
                "lot": _object({"commitment": {"type": "string", "pattern": "^[0-9a-f]{64}$"}}),
                **(rounds if listed else {}),
            },
            optional={**({} if listed else _of_each_kind()), **_provisions()},
        ),
    }


def _category(*, listed: bool) -> Schema:
    grades = {"grades": _list(_ref("text"))}
    prize = {"prize": _object({"seats": _number(1, MOST_SEATS)}, optional=grades)}
    return _object({"slug": _slug(), "name": _ref("text")}, optional=prize if listed else None)


Parts = tuple[Schema, Schema]


def _kinds() -> dict[str, Parts]:
    """What a round of each kind says: what it must, and what it may."""
    return {
        "nomination": ({"eligibility": _ref("text")}, {}),
        "jury": (
            {
                "criteria": _list(_criterion()),
                "scale": _object({"min": _number(-MOST), "max": _number(-MOST)}),
                "aggregate": _one_of(AGGREGATES),
                "quorum": _number(1),
                "finalists": _number(1),
            },
            {"grace_hours": _number(0)},
        ),
        "vote": (
            {
                "method": _one_of(METHODS),
                "identity": _one_of(IDENTITIES),
                "secrecy": _one_of(SECRECIES),
            },
            {"elimination": _one_of(ELIMINATIONS), "limit": _number(1, HIGHEST_LIMIT)},
        ),
    }


def _of_each_kind() -> Schema:
    """As the first format has them, which knew no limits."""
    kinds = _kinds()
    kinds["vote"][1].pop("limit")
    return {kind: _round(must, optional=may) for kind, (must, may) in kinds.items()}


def _any_round() -> Schema:
    """By its kind; so that what is wrong with a round of a jury is said of a jury's."""
    by_kind = [
        {
            "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
            "then": _listed(kind, said),
        }
        for kind, said in _kinds().items()
    ]
    return {
        "type": "object",
        "properties": {"kind": _one_of(tuple(_kinds()))},
        "required": ["kind"],
        "allOf": by_kind,
    }


def _listed(kind: str, said: Parts) -> Schema:
    """A round in the list names itself and its kind; it is for some categories, or for all."""
    must, may = said
    which = {"slug": _round_slug(), "kind": {"const": kind}}
    own = {"name": _ref("text"), "categories": _list(_slug())}
    return _round({**which, **must}, optional={**own, **may})


def _round_slug() -> Schema:
    return {"type": "string", "pattern": f"^[a-z0-9][-a-z0-9]{{0,{LONGEST_SLUG - 1}}}$"}


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
