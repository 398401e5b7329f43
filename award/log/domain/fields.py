"""What the fields of an entry, and what the program writes into them, are called for people; the unknown keeps its name."""

from __future__ import annotations

from django.utils.translation import gettext as _


def field_words(name: str) -> str:
    """As it stands in the middle of a sentence."""
    return _fields().get(name, name)


def value_words(name: str, value: str) -> str:
    """What the program itself has written into a field; what people wrote stays as it was written."""
    return _values().get((name, value), value)


def _values() -> dict[tuple[str, str], str]:
    return {
        ("answer", "yes"): _("yes"),
        ("answer", "no"): _("no"),
        ("guardian", "agrees"): _("agrees"),
        ("portrait", "new"): _("a new one"),
        ("portrait", "removed"): _("taken away"),
        ("decision", "accepted"): _("accepted"),
        ("decision", "rejected"): _("rejected"),
    }


def _fields() -> dict[str, str]:
    swedish, english = _("(in Swedish)"), _("(in English)")
    both = {
        "name": _("name"),
        "tagline": _("tagline"),
        "purpose": _("purpose"),
        "description": _("description"),
        "motivation": _("motivation"),
        "event": _("occasion"),
    }
    return {
        **both,
        **{f"{name}_sv": f"{words} {swedish}" for name, words in both.items()},
        **{f"{name}_en": f"{words} {english}" for name, words in both.items()},
        "title": _("title"),
        "workplace": _("workplace"),
        "email": _("address"),
        "language": _("language"),
        "portrait": _("picture"),
        "portrait_alt": _("description of the picture"),
        "presentation": _("own words"),
        "website": _("website"),
        "logo": _("logo"),
        "colour": _("first colour"),
        "accent": _("second colour"),
        "position": _("place in the row"),
        "kind": _("kind"),
        "place": _("place"),
        "time_zone": _("time zone"),
        "days": _("days"),
        "decision": _("decision"),
        "version": _("version"),
        "sha256": _("fingerprint"),
        "browser": _("browser"),
        "ways": _("way in"),
        "keys": _("number of keys"),
        "mails": _("number of mails"),
        "answer": _("answer"),
        "guardian": _("guardian"),
        "rule": _("rule"),
        "what": _("what"),
        "outcome": _("outcome"),
        "needs": _("needs"),
        "responsible": _("who answers for personal data"),
    }
