"""The rule book on the desk: the year as a line of rounds, its other parts, and all of it in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from award.people.permissions import may_organise
from award.people.views.access import desk_reader, organiser, signed_in
from award.programme.domain.calendar import calendar
from award.programme.models import Edition, Round
from award.programme.views.posting import posted_from
from award.programme.views.sure import Removal, ask_first, is_sure
from award.rules.domain.books import rule_book_in_force, rules_in_force, write_rules
from award.rules.domain.document import Rules, RulesError
from award.rules.domain.extending import extendable_alone
from award.rules.domain.freezing import is_frozen
from award.rules.domain.naming import round_words
from award.rules.domain.notices import notices
from award.rules.domain.proposing import proposed_changes, waiting_change
from award.rules.domain.refusal import RuleChangeRefused
from award.rules.domain.round_rules import RoundRules
from award.rules.domain.rounds_made import (
    RoundStays,
    proposed_window,
    with_new_round,
    without_round,
)
from award.rules.domain.words import rule_sections
from award.rules.forms.making import NewRoundForm
from award.rules.forms.rules import RulesForm


@dataclass(frozen=True)
class RoundOnLine:
    """A round of the rules beside the one that is held; `only_for` are names of categories, empty for all."""

    rules: RoundRules
    held: Round
    only_for: list[str]


@require_safe
@desk_reader
def rules(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Read the rule book, and go on to the part that one wants to change."""
    book, frozen = rule_book_in_force(edition), is_frozen(edition)
    found, waiting = calendar(edition), waiting_change(edition)
    current = Rules.from_json(book.rules)
    form = RulesForm(current=current, zone=edition.zone)
    context: dict[str, Any] = {
        "edition": edition,
        "calendar": found,
        "book": book,
        "line": sorted(_line(edition, current), key=lambda each: each.held.opens_at),
        "parts": [part for part in form.parts if not (part.is_round or part.is_dates)],
        "sections": rule_sections(edition, book),
        "waiting": waiting,
        "changes": proposed_changes(waiting) if waiting else (),
        "frozen": frozen,
        "notices": notices(edition, now=found.now),
        "may_organise": may_organise(request.user, edition),
        "extendable": _extendable(edition, current) if frozen else [],
    }
    return render(request, "rules/desk.html", context)


def _line(edition: Edition, current: Rules) -> list[RoundOnLine]:
    held = {each.slug: each for each in edition.rounds.all()}
    reader = get_language() or "sv"
    names = {c.slug: c.name.in_language(reader) for c in current.categories}
    return [
        RoundOnLine(each, held[each.slug], [names[slug] for slug in each.only_for])
        for each in current.rounds
        if each.slug in held
    ]


def _extendable(edition: Edition, current: Rules) -> list[RoundRules]:
    found = extendable_alone(edition, now=calendar(edition).now)
    return [each for each in current.rounds if each.slug in found]


@organiser
def add_round(request: HttpRequest, edition: Edition) -> HttpResponse:
    """One more round, before the freeze; then its own page."""
    rules, book = rules_in_force(edition), rule_book_in_force(edition)
    if is_frozen(edition):
        messages.info(request, _("Which rounds there are is fixed once the first one has opened."))
        return redirect("desk_rules", edition.award.slug, edition.year)
    window = proposed_window(rules, calendar(edition).now)
    form = NewRoundForm(request.POST or None, rules=rules, zone=edition.zone, window=window)
    if request.method == "POST" and form.is_valid():
        becomes = with_new_round(rules, form.cleaned_data["kind"], **form.said())
        try:
            write_rules(edition, becomes, by=signed_in(request), over=book.version)
        except RulesError as error:
            form.show(error)
        except RuleChangeRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            (new,) = {r.slug for r in becomes.rounds} - {r.slug for r in rules.rounds}
            messages.success(request, _("The round is there. Say now how it is judged."))
            return redirect("desk_rules_round", edition.award.slug, edition.year, new)
    context = {"edition": edition, "form": form}
    return render(request, "rules/new_round.html", context, status=422 if form.errors else 200)


@posted_from("desk_rules")
@organiser
def remove_round(request: HttpRequest, edition: Edition, slug: str) -> HttpResponse:
    """Asks first, and says what goes with it."""
    rules, book = rules_in_force(edition), rule_book_in_force(edition)
    round = rules.round(slug)
    if round is None or is_frozen(edition):
        raise Http404
    back = reverse("desk_rules", args=[edition.award.slug, edition.year])
    name = round_words(round)
    try:
        becomes = without_round(edition, rules, slug)
        if is_sure(request):
            write_rules(edition, becomes, by=signed_in(request), over=book.version)
            messages.success(request, _("%s is no longer part of the rules.") % name)
            return redirect(back)
    except (RoundStays, RuleChangeRefused) as refusal:
        return ask_first(request, edition, _question(name, refused=str(refusal)), back=back)
    except RulesError as error:
        said = " ".join(error.problems.values())
        return ask_first(request, edition, _question(name, refused=said), back=back)
    return ask_first(request, edition, _question(name), back=back)


def _question(name: str, *, refused: str = "") -> Removal:
    return Removal(
        question=_("Take %s out of the rules?") % name,
        button=_("Take it out"),
        goes=[_("Its dates, and all that the rules say of it.")],
        stays=[_("The other rounds, at their times.")],
        refused=refused,
    )
