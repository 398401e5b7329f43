"""Starting an award, and each year an edition of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from award.desk.domain.refusal import ProgrammeRefused
from award.log.domain.recording import record
from award.people.models import Person
from award.programme.models import Award, Category, Edition, Organisation, Partner
from award.rules.domain.books import rules_in_force, write_rules
from award.rules.domain.document import JuryRules, Rules, Window
from award.rules.domain.drafting import draft_rules
from award.rules.domain.round_rules import RoundRules
from award.rules.domain.rounds_made import in_order


@transaction.atomic
def start_award(organisation: Organisation, *, fields: Mapping[str, Any], by: Person) -> Award:
    """A new award without editions. Raises `ProgrammeRefused` when its address is taken."""
    if Award.objects.filter(slug=fields["slug"]).exists():
        raise ProgrammeRefused(_("Another award has this address. Choose another one."))
    award = Award.objects.create(organisation=organisation, **fields)
    record(
        "award.started",
        actor=by,
        object=award,
        organisation=organisation,
        after={"name_sv": award.name_sv},
    )
    return award


@transaction.atomic
def start_edition(
    award: Award,
    *,
    year: int,
    windows: Mapping[str, Window],
    announce_at: datetime,
    fields: Mapping[str, Any],
    by: Person,
) -> Edition:
    """A new year, not public yet: rules, categories and partners as in the year before.

    Raises `ProgrammeRefused` when the year exists, `RulesError` when the windows cannot hold.
    """
    if Edition.objects.filter(award=award, year=year).exists():
        raise ProgrammeRefused(_("The award already has an edition of that year."))
    before = award.editions.newest_real_first().first()
    edition = Edition.objects.create(award=award, year=year, announce_at=announce_at, **fields)
    _furnish(edition, before)
    write_rules(edition, _first_rules(edition, before, windows), by=by)
    after = {"year": year, "time_zone": edition.time_zone}
    record("edition.started", actor=by, object=edition, edition=edition, after=after)
    return edition


def _furnish(edition: Edition, before: Edition | None) -> None:
    """Categories and partners are copied; the first edition gets a category named as the award."""
    if before is None:
        award = edition.award
        Category.objects.create(
            edition=edition, slug=award.slug, name_sv=award.name_sv, name_en=award.name_en
        )
        return
    for category in before.categories.all():
        _copy(category, edition)
    for partner in before.partners.all():
        _copy(partner, edition)


def _copy(thing: Category | Partner, edition: Edition) -> None:
    thing.pk = None
    thing._state.adding = True
    thing.edition = edition
    thing.save()


def _first_rules(edition: Edition, before: Edition | None, windows: Mapping[str, Window]) -> Rules:
    drafted = draft_rules(edition, dict(windows))
    if before is None or not before.rule_books.adopted().exists():
        return drafted
    return _as_before(drafted, rules_in_force(before))


def _as_before(drafted: Rules, earlier: Rules) -> Rules:
    """What was decided a year ago, at this year's times: all its rounds, and what wins in its categories."""
    prizes = {category.slug: category.prize for category in earlier.categories}
    return drafted.having(
        rounds=in_order(tuple(_rounds_as_before(drafted, earlier))),
        categories=tuple(replace(c, prize=prizes.get(c.slug)) for c in drafted.categories),
        combination=earlier.combination,
        ties=earlier.ties,
        too_little=earlier.too_little or drafted.too_little,
        publication=earlier.publication or drafted.publication,
        consent=earlier.consent or drafted.consent,
        winner_withdraws=earlier.winner_withdraws or drafted.winner_withdraws,
    )


def _rounds_as_before(drafted: Rules, earlier: Rules) -> Iterator[RoundRules]:
    """In the order of the year before. The first of a kind is when it is said to be, each other as far from it as it was.

    A kind that is not held this year goes, and one that was not held comes as drafted.
    """
    firsts = {each.kind: each for each in reversed(earlier.rounds)}
    news = {each.kind: each for each in drafted.rounds}
    for each in earlier.rounds:
        if each.kind in news:
            new, first = news[each.kind], firsts[each.kind]
            yield _moved(each, new, first)
    yield from (each for kind, each in news.items() if kind not in firsts)


def _moved(each: RoundRules, new: RoundRules, first: RoundRules) -> RoundRules:
    if isinstance(each, JuryRules) and each.grace_hours is None and isinstance(new, JuryRules):
        each = replace(each, grace_hours=new.grace_hours)
    if each.slug == first.slug:
        return replace(each, window=new.window)
    later = new.window.opens_at - first.window.opens_at
    window = Window(each.window.opens_at + later, each.window.closes_at + later)
    return replace(each, window=window)
