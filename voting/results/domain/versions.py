"""A later version of a sealed result: made by people, beside the one before."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from award.log.domain.recording import record
from award.programme.domain.clock import edition_now
from award.programme.models import Edition
from voting.results.domain.composing import Change, compose
from voting.results.domain.storing import store_version
from voting.results.models import EditionResult
from voting.results.recount.contents import Correction, Decision
from voting.results.recount.recounting import plan_recount


class AnotherVersion(Exception):
    """The result has got another version since: this was decided on an older one."""


@transaction.atomic
def make_version(
    result: EditionResult,
    *,
    correction: Correction,
    decisions: Mapping[str, Decision] | None = None,
    struck: Mapping[str, Collection[str]] | None = None,
    counted_anew: Collection[str] = (),
) -> EditionResult:
    """Seal the version after this one, with what was decided about some categories.

    `struck` are aliases, by category, that are counted without from now on; `counted_anew` are other categories in
    which what had been decided is over. What earlier versions decided stands where nothing new is said. Raises
    `AnotherVersion`, and what the count raises.
    """
    edition = Edition.objects.select_for_update(no_key=True).get(pk=result.edition_id)
    newest = EditionResult.objects.of(edition).first()
    if newest is None or newest.pk != result.pk:
        raise AnotherVersion
    change = Change(
        version=result.version + 1,
        earlier=result.sha256,
        correction=correction,
        decisions={
            **_decisions(result.content, but={*(struck or {}), *counted_anew}),
            **(decisions or {}),
        },
        struck=_struck(result.content, struck or {}),
    )
    book = edition.rule_books.get(version=result.content["rules"]["version"])
    made = store_version(edition, compose(edition, book, change), at=edition_now(edition))
    plan_recount(made)
    record(
        "result.version_sealed",
        actor="task:versions",
        object=made,
        edition=edition,
        after={"version": made.version, "sha256": made.sha256, "earlier": result.sha256},
        reason=correction.reason,
    )
    return made


def _decisions(content: Mapping[str, Any], *, but: Collection[str]) -> dict[str, Decision]:
    """Those of the version before; what is counted anew is decided anew."""
    return {
        slug: Decision(d["kind"], d["reason"], d["at"], tuple(d["candidates"]))
        for slug, d in content["decision"].items()
        if slug not in but
    }


def _struck(
    content: Mapping[str, Any], more: Mapping[str, Collection[str]]
) -> dict[str, list[str]]:
    before: Mapping[str, list[str]] = content["struck"]
    slugs = {*before, *more}
    return {slug: sorted({*before.get(slug, ()), *more.get(slug, ())}) for slug in slugs}
