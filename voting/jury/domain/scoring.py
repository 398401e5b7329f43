"""Jurors scoring."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from award.programme.domain.deadlocks import again_after_deadlock
from award.programme.domain.guard import hold_open
from award.rules.domain.books import rules_in_force
from award.rules.domain.document import JuryRules
from nominations.models import Entry
from voting.jury.domain.partiality import barred_pairs
from voting.jury.domain.sheet_fields import COMMENT, POINTS, Field, Value, fields_of, to_save
from voting.jury.models import Assignment, Juror, Score, ScoreSheet


class ScoringRefused(Exception):
    """The points cannot be taken; the message says why, in words for a juror."""


@again_after_deadlock
@transaction.atomic
def save(
    *,
    juror: Juror,
    entry: Entry,
    scores: Mapping[str, int],
    comment: str | None = None,
    shown: Mapping[str, str] | None = None,
) -> ScoreSheet:
    """Keep what the juror has so far; criteria that are left out keep the points they had, and so does the comment.

    `shown` is how each field was on the page that it comes from (`voting.jury.domain.sheet_fields`). Raises
    `award.programme.domain.guard.RoundNotOpen`, `ScoringRefused` and
    `award.programme.domain.meanwhile.ChangedMeanwhile`.
    """
    now = hold_open(entry.round_id)
    _check(juror, entry, scores)
    sheet, _created = ScoreSheet.objects.select_for_update(no_key=True).get_or_create(
        juror=juror, entry=entry, defaults={"saved_at": now}
    )
    wished: dict[str, Value] = {f"{POINTS}{slug}": points for slug, points in scores.items()}
    if comment is not None:
        wished[COMMENT] = comment
    stored = fields_of(sheet, scores)
    _write(sheet, to_save(wished, stored=stored, shown=shown or {}), stored, now)
    return sheet


@again_after_deadlock
@transaction.atomic
def complete(
    *,
    juror: Juror,
    entry: Entry,
    scores: Mapping[str, int],
    comment: str | None = None,
    shown: Mapping[str, str] | None = None,
) -> ScoreSheet:
    """Keep it and let it count. Raises as `save`, and `ScoringRefused` while points are missing."""
    sheet = save(juror=juror, entry=entry, scores=scores, comment=comment, shown=shown)
    wanted = {c.slug for c in _jury_rules(entry).criteria}
    if wanted - set(sheet.scores.values_list("criterion", flat=True)):
        raise ScoringRefused(_("Give points on every criterion before you complete."))
    sheet.completed_at = sheet.saved_at
    sheet.save(update_fields=["completed_at"])
    return sheet


def _write(
    sheet: ScoreSheet, changes: Mapping[str, Value], stored: Mapping[str, Field], now: datetime
) -> None:
    """The changed fields alone, each with its next version."""
    points = {
        name.removeprefix(POINTS): int(value or 0)
        for name, value in changes.items()
        if name.startswith(POINTS)
    }
    Score.objects.bulk_create(
        [
            Score(
                sheet=sheet,
                criterion=slug,
                points=given,
                version=stored[f"{POINTS}{slug}"].version + 1,
            )
            for slug, given in points.items()
        ],
        update_conflicts=True,
        unique_fields=["sheet", "criterion"],
        update_fields=["points", "version"],
    )
    if COMMENT in changes:
        sheet.comment = str(changes[COMMENT])
        sheet.comment_version += 1
    sheet.saved_at = now
    sheet.save(update_fields=["comment", "comment_version", "saved_at"])


def _check(juror: Juror, entry: Entry, scores: Mapping[str, int]) -> None:
    mine = Assignment.objects.to_score().filter(juror=juror, entry=entry)
    if not mine.exists() or _is_too_close(juror, entry):
        raise ScoringRefused(_("This candidate is not yours to score."))
    rules = _jury_rules(entry)
    if set(scores) - {c.slug for c in rules.criteria}:
        raise ScoringRefused(_("There is no such criterion."))
    if any(not rules.scale_min <= p <= rules.scale_max for p in scores.values()):
        text = _("Points go from %(low)d to %(high)d.")
        raise ScoringRefused(text % {"low": rules.scale_min, "high": rules.scale_max})


def _is_too_close(juror: Juror, entry: Entry) -> bool:
    """Judged again with each point: her name or an address may have come after her list was made."""
    found = barred_pairs(entry.round.edition, [juror.person])
    return (juror.person_id, entry.candidate_id) in found


def _jury_rules(entry: Entry) -> JuryRules:
    rules = rules_in_force(entry.round.edition).round(entry.round.slug)
    if not isinstance(rules, JuryRules):
        raise ScoringRefused(_("This edition has no jury."))
    return rules
