"""What a version of the result is packed from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from award.log.models import LogEntry
from award.programme.models import Edition, Round
from award.programme.models.round import VOTES
from award.rules.models import RuleBook
from voting.ballots.domain.off_the_paper import ballots_naming
from voting.ballots.domain.receipts import leaves
from voting.count.reckoning import Material, Reckoning, reckon
from voting.results.domain.annex import names_of
from voting.results.domain.material import Content, extra_votes, judged_rounds, materials_of
from voting.results.domain.withdrawals import withdrawn
from voting.results.models import EditionResult
from voting.results.recount.contents import Contents, Correction, Decision
from voting.results.recount.naming import new_salt
from voting.results.recount.publishing import publication_of


@dataclass(frozen=True)
class Change:
    """What a version after the first says anew.

    `decisions`: what people decided, by category. `struck`: aliases, by category, that it counts
    without. Both are those of all versions so far.
    """

    version: int
    earlier: str
    correction: Correction
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    struck: Mapping[str, Collection[str]] = field(default_factory=dict)


def compose(edition: Edition, book: RuleBook, change: Change | None = None) -> Contents:
    """From the sealed rounds and the annex, in a later version without whoever has said no since."""
    seed, rounds, extra = bytes(edition.lot_seed), judged_rounds(edition), extra_votes(edition)
    titles = {c["slug"]: c["name"] for c in book.rules["categories"]}
    struck = {slug: sorted(names) for slug, names in change.struck.items()} if change else {}
    materials = materials_of(rounds, list(titles), book.rules, extra=extra, struck=struck)
    more = {
        "award": book.rules["award"],
        "award_name": _award_name(edition),
        "year": book.rules["year"],
        "voters": sum(content.get("voters", 0) for content in rounds.values()),
        "titles": titles,
        "struck": struck,
        "counts": _counts(book, materials, seed),
        **_naming(materials, struck),
        **_grades(book),
        **_extra_voters(extra),
        **({"made_up": True} if edition.is_made_up else {}),
    }
    return Contents(
        rules=book.canonical(),
        rules_version=book.version,
        materials=materials,
        seed=seed,
        names=names_of(edition, without=withdrawn(edition) if change else ()),
        receipts=_receipts(edition),
        log_head=_log_head(),
        auditor_salt=new_salt(),
        more=more,
        **_changed(change),
    )


def _grades(book: RuleBook) -> dict[str, Any]:
    """What the places that win are called, by category; nothing where none has a name."""
    prizes = {c["slug"]: c["prize"]["grades"] for c in book.rules["categories"] if _has_grades(c)}
    return {"grades": prizes} if prizes else {}


def _has_grades(category: Mapping[str, Any]) -> bool:
    return bool(category.get("prize", {}).get("grades"))


def reckonings_of(edition: Edition, book: RuleBook) -> list[Reckoning]:
    """What the sealed rounds come to, category by category."""
    slugs = [c["slug"] for c in book.rules["categories"]]
    materials = materials_of(judged_rounds(edition), slugs, book.rules)
    return [reckon(book.rules, m, seed=bytes(edition.lot_seed)) for m in materials]


def _extra_voters(extra: Mapping[str, Content]) -> dict[str, Any]:
    """How many voted in the extra vote of a category; nothing where there was none."""
    voters = {slug: content["voters"] for slug, content in extra.items()}
    return {"extra_voters": voters} if voters else {}


def _changed(change: Change | None) -> dict[str, Any]:
    if change is None:
        return {}
    return {
        "version": change.version,
        "earlier": change.earlier,
        "correction": change.correction,
        "decisions": change.decisions,
    }


def _award_name(edition: Edition) -> dict[str, str]:
    """As the first version was sealed with, whatever the award is called later."""
    first = EditionResult.objects.of(edition).last()
    now = {"sv": edition.award.name_sv, "en": edition.award.name_en}
    return first.content.get("award_name", now) if first else now


def _naming(
    materials: Sequence[Material], struck: Mapping[str, Collection[str]]
) -> dict[str, dict[str, int]]:
    """How many ballots name somebody who left, and how many somebody whom a correction struck."""
    gone = {m.slug: set(struck.get(m.slug, ())) for m in materials}
    return {
        "naming_left": {
            m.slug: ballots_naming(m.deciding.ballots, set(m.deciding.left) - gone[m.slug])
            for m in materials
        },
        "naming_struck": {
            m.slug: ballots_naming(m.deciding.ballots, gone[m.slug]) for m in materials
        },
    }


def _counts(book: RuleBook, materials: Sequence[Material], seed: bytes) -> dict[str, Any]:
    """Every round of each vote that may be published whole, for the page that tells its story."""
    publication = publication_of(book.rules, materials)
    whole = [m for m in materials if publication.whole_deciding(m.slug)]
    counted = {m.slug: reckon(book.rules, m, seed=seed).vote for m in whole}
    return {slug: count.to_json() for slug, count in counted.items() if count}


def _receipts(edition: Edition) -> list[str]:
    """Of every vote that is sealed, the extra ones too."""
    votes = Round.objects.filter(edition=edition, kind__in=VOTES)
    return [leaf for vote in votes for leaf in leaves(vote)]


def _log_head() -> tuple[int, str]:
    last = LogEntry.objects.order_by("-seq").first()
    return (last.seq, last.hash) if last else (0, "0" * 64)
