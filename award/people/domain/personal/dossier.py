"""Everything that is held of somebody, as she is given it: for reading, and as a file."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from award.people.domain.personal.sources import Holding, source_of

FORMAT = "forebild-person/1"


@dataclass(frozen=True)
class Part:
    """What one source holds: why, and each thing with its words, its end, and what it says."""

    slug: str
    title: str
    why: str
    things: list[tuple[Holding, str, Mapping[str, Any]]]


def dossier(holdings: Sequence[Holding]) -> list[Part]:
    """In the order of the holdings."""
    parts: dict[str, Part] = {}
    for holding in holdings:
        source = source_of(holding.source)
        if source is None:
            continue
        part = parts.setdefault(
            source.slug, Part(source.slug, str(source.title), str(source.why), [])
        )
        part.things.append((holding, source.until(holding), source.contents(holding)))
    return [*parts.values()]


def as_json(parts: Sequence[Part], *, at: datetime) -> str:
    """For another program to read (GDPR articles 15 and 20): plain text, numbers, lists and mappings."""
    told = {
        "format": FORMAT,
        "at": at,
        "held": [
            {
                "kind": part.slug,
                "what": holding.what,
                "why": part.why,
                "until": until,
                "contents": contents,
            }
            for part in parts
            for holding, until, contents in part.things
        ],
    }
    return json.dumps(told, default=_plain, ensure_ascii=False, indent=2) + "\n"


def lines(contents: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What there is to read, each with its label; what is empty is left out."""
    for name, value in contents.items():
        if value not in (None, "", [], {}, ()):
            yield _labels().get(name, name), value


def picture(data: bytes) -> str:
    """An image that stands in the page itself."""
    return f"data:image/{_kind(data)};base64,{base64.b64encode(data).decode()}"


def _plain(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return str(value)


def _kind(data: bytes) -> str:
    if data.startswith(b"\x89PNG"):
        return "png"
    return "webp" if data[8:12] == b"WEBP" else "jpeg"


def _labels() -> dict[str, str]:
    return {**_of_people(), **_of_what_happened()}


def _of_people() -> dict[str, str]:
    return {
        "name": _("Name"),
        "address": _("Address"),
        "addresses": _("Addresses"),
        "title": _("Title"),
        "workplace": _("Workplace"),
        "email": _("E-mail address"),
        "language": _("Language"),
        "answered_from": _("Answered from"),
        "guardian": _("Guardian"),
        "portrait": _("Picture"),
        "portrait_alt": _("The picture in words"),
        "motivation_sv": _("Why the person is nominated, in Swedish"),
        "motivation_en": _("Why the person is nominated, in English"),
        "motivation": _("Motivation"),
        "presentation": _("The person’s own words"),
        "ineligible_reason": _("Why the person cannot be chosen"),
        "identity": _("Protected identity"),
        "alias": _("Alias in what is published"),
        "from": _("From"),
        "roles": _("Roles"),
        "roles_before": _("Roles before"),
        "role": _("Role"),
        "organisation": _("Organisation"),
        "keys": _("Keys to sign in with"),
        "sessions": _("Signed in"),
        "network_address": _("Network address"),
        "browser": _("Browser"),
        "browsers": _("Browsers that are known"),
        "category": _("Category"),
        "nominated": _("Nominated"),
        "picture": _("Picture"),
    }


def _of_what_happened() -> dict[str, str]:
    return {
        "since": _("Since"),
        "until": _("Until"),
        "at": _("When"),
        "told": _("Told"),
        "asked": _("Asked"),
        "said_yes": _("Said yes"),
        "said_no": _("Said no"),
        "renamed": _("Called otherwise before"),
        "before": _("Before"),
        "after": _("After"),
        "what": _("What"),
        "text": _("Text"),
        "answer": _("Answer"),
        "decision": _("Decision"),
        "decisions": _("Decisions"),
        "reason": _("Reason"),
        "confirmed": _("Confirmed"),
        "refused": _("Refused"),
        "failed": _("Wrong codes typed today"),
        "last_seen": _("Last seen"),
        "to": _("To"),
        "subject": _("Subject"),
        "state": _("State"),
        "number": _("Number"),
        "invited": _("Invited"),
        "left": _("Left"),
        "sheets": _("Score sheets"),
        "about": _("About"),
        "points": _("Points"),
        "comment": _("Comment"),
        "comments": _("Comments"),
        "done": _("Done"),
        "stepped_back": _("Stepped back"),
        "code_sent": _("Code sent"),
        "sv": _("Swedish"),
        "en": _("English"),
    }
