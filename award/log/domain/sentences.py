"""An entry as a sentence: who did what with whom, and what from what to what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from award.log.domain.fields import field_words, value_words
from award.log.domain.naming import is_named
from award.log.domain.words import action_words
from award.log.models import LogEntry

LONGEST = 60  # characters of a value in a sentence; all of it stands under "Before and after"
# Those whose sentence says each field that was changed.
CHANGES = {
    "organisation.edited", "award.edited", "edition.edited", "category.edited", "partner.edited", "person.edited",
    "candidate.edited", "candidate.renamed", "candidate.corrected",
}  # fmt: skip
WHOLE = ("result.", "edition.", "rules.", "proposal.", "jury.")


def sentences_of(
    entry: LogEntry, content: Mapping[str, Any], names: Mapping[str, str]
) -> tuple[str, ...]:
    """One sentence, or one for each field that was changed. `names` as of `names_of`."""
    who, whom = actor_words(entry, content, names), _whom(entry, content, names)
    before, after = content.get("before"), content.get("after")
    if entry.action in CHANGES and isinstance(before, dict) and isinstance(after, dict):
        told = [_changed(who, whom, name, before, after) for name in {**before, **after}]
        return tuple(told) or (_plainly(entry, who, whom),)
    pattern = {**_people(), **_year()}.get(entry.action)
    if pattern and whom:
        return (pattern % {"who": who, "whom": whom},)
    return (_plainly(entry, who, whom),)


def actor_words(entry: LogEntry, content: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """The name that the entry kept, the one that she has now, or what she was to us."""
    kind = entry.actor.partition(":")[0]
    if kind != "person":
        return _actors().get(kind, _("Somebody"))
    said = str(content.get("actor") or "")
    return said or names.get(entry.actor) or _("Somebody who has been erased")


def edition_of(entry: LogEntry) -> str:
    """Its reference: what is about the whole of an edition has the edition's name."""
    return f"edition:{entry.edition_id}"


def _whom(entry: LogEntry, content: Mapping[str, Any], names: Mapping[str, str]) -> str:
    whole = entry.action.startswith(WHOLE) and names.get(edition_of(entry))
    known = whole or names.get(entry.object)
    if known:
        return known
    for side in (content.get("after"), content.get("before")):
        if isinstance(side, dict) and (said := side.get("name") or side.get("name_sv")):
            return str(said)
    return _("somebody or something that is no longer here") if is_named(entry.object) else ""


def _changed(
    who: str, whom: str, name: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> str:
    was, became = (value_words(name, _short(side.get(name))) for side in (before, after))
    values = {"who": who, "whom": whom, "field": field_words(name), "before": was, "after": became}
    if was and became:
        return _("%(who)s changed %(whom)s’s %(field)s from “%(before)s” to “%(after)s”.") % values
    if became:
        return _("%(who)s wrote %(whom)s’s %(field)s: “%(after)s”.") % values
    return _("%(who)s took away %(whom)s’s %(field)s: “%(before)s”.") % values


def _plainly(entry: LogEntry, who: str, whom: str) -> str:
    values = {"who": who, "what": action_words(entry.action), "whom": whom}
    return (_("%(who)s: %(what)s (%(whom)s).") if whom else _("%(who)s: %(what)s.")) % values


def _short(value: Any) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _actors() -> dict[str, str]:
    return {
        "system": _("Whoever looks after the server"),
        "task": _("The program"),
        "nominator": _("The nominator"),
        "candidate": _("The nominee"),
        "recipient": _("Whoever got the mail"),
        "complainant": _("Whoever complains"),
        "stranger": _("Somebody"),
        "witness": _("The witness"),
    }


def _people() -> dict[str, str]:
    return {
        "person.signed_in": _("%(who)s signed in."),
        "person.sign_in_failed": _("%(who)s typed a wrong code to sign in as %(whom)s."),
        "person.sign_in_refused": _(
            "%(who)s was not let in as %(whom)s, since too much had failed."
        ),
        "person.key_failed": _("%(who)s used a wrong key to sign in as %(whom)s."),
        "person.key_added": _("%(who)s added a key to the account."),
        "person.key_removed": _("%(who)s took a key away from the account."),
        "person.keys_forgotten": _("%(who)s took every key away from %(whom)s’s account."),
        "role.granted": _("%(who)s gave %(whom)s a role."),
        "role.reinstated": _("%(who)s gave %(whom)s back a role."),
        "role.revoked": _("%(who)s took a role away from %(whom)s."),
        "award.started": _("%(who)s started the award %(whom)s."),
        "edition.started": _("%(who)s started %(whom)s."),
        "edition.published": _("%(who)s made %(whom)s public."),
        "edition.withdrawn": _("%(who)s hid %(whom)s."),
        "category.added": _("%(who)s added the category %(whom)s."),
        "category.removed": _("%(who)s took the category %(whom)s away."),
        "partner.added": _("%(who)s added the partner %(whom)s."),
        "partner.removed": _("%(who)s took the partner %(whom)s away."),
    }


def _year() -> dict[str, str]:
    return {
        "nomination.confirmed": _("%(who)s confirmed a nomination of %(whom)s."),
        "nomination.accepted": _("%(who)s accepted a nomination of %(whom)s."),
        "nomination.rejected": _("%(who)s rejected a nomination of %(whom)s."),
        "candidate.informed": _("%(who)s told %(whom)s about the nomination."),
        "candidate.reminded": _("%(who)s reminded %(whom)s."),
        "candidate.told_finalist": _("%(who)s told %(whom)s about being a finalist."),
        "candidate.shown_as_is": _("%(who)s said that %(whom)s goes public as it is."),
        "candidate.not_shown_as_is": _("%(who)s took back that %(whom)s goes public as it is."),
        "candidate.merged": _("%(who)s put two candidates together as %(whom)s."),
        "candidate.ruled_out": _("%(who)s ruled %(whom)s out."),
        "candidate.let_in": _("%(who)s let %(whom)s in again."),
        "candidate.protected": _("%(who)s protected the identity of %(whom)s."),
        "candidate.erased": _("%(who)s erased a candidate."),
        "juror.invited": _("%(who)s invited %(whom)s to the jury."),
        "juror.invited_again": _("%(who)s had the invitation mailed to %(whom)s once more."),
        "juror.reinstated": _("%(who)s invited %(whom)s to the jury again."),
        "juror.left": _("%(whom)s left the jury."),
        "juror.recused": _("%(whom)s stepped back."),
        "juror.recusal_withdrawn": _("%(whom)s stepped in again."),
        "round.sealed": _("%(who)s sealed the round %(whom)s."),
        "result.sealed": _("%(who)s sealed the result of %(whom)s."),
        "result.announced": _("%(who)s announced the result of %(whom)s."),
    }
