"""A part of the rule book on the desk, or all of it: writing it, and after the freeze proposing a change."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from award.people.domain.two_persons import ActRefused, Ways, ways_to_propose
from award.people.forms.witness import WitnessFields
from award.people.models.proposal import PUBLIC_HOURS
from award.people.permissions import may_organise
from award.people.views.access import desk_reader, signed_in
from award.programme.cleaning.parameters import typed_line
from award.programme.domain.calendar import calendar
from award.programme.domain.meanwhile import ChangedMeanwhile
from award.programme.forms.moments import with_now
from award.programme.models import Edition
from award.programme.views.both_versions import both_versions, marks_of
from award.rules.domain.books import rule_book_in_force, rules_hash, write_rules
from award.rules.domain.changing import fixed_fields, kinds_of
from award.rules.domain.document import Rules, RulesError
from award.rules.domain.extending import moved_along, with_followers
from award.rules.domain.freezing import is_frozen
from award.rules.domain.proposing import CHANGE, propose_rules, waiting_change
from award.rules.domain.refusal import RuleChangeRefused
from award.rules.domain.round_states import round_states
from award.rules.domain.words import rule_sections
from award.rules.forms.rules import RulesForm


@desk_reader
def part(request: HttpRequest, edition: Edition, part: str = "", round: str = "") -> HttpResponse:
    """The fields of a part or of a round, or all there are: change them, or propose a change."""
    book, frozen, now = rule_book_in_force(edition), is_frozen(edition), calendar(edition).now
    current = Rules.from_json(book.rules)
    form = _form(request, edition, current, frozen=frozen, now=now)
    form.keep(part=part, round=round)
    if not form.parts or not may_organise(request.user, edition):
        raise Http404
    waiting = waiting_change(edition)
    if waiting and request.method != "POST":
        messages.info(request, _("A change of the rules waits already: decide on that one first."))
        return redirect("desk_rules", edition.award.slug, edition.year)
    context: dict[str, Any] = {
        "edition": edition,
        "book": book,
        "part": part or round,
        "form": form,
        "sections": [s for s in rule_sections(edition, book) if form.is_about(s.heading)],
        "witness_form": WitnessFields(request.POST or None),
        "frozen": frozen,
        **(_ways(request, edition) if frozen else {}),
    }
    if request.method == "POST":
        try:
            if form.is_valid() and _save(request, edition, context):
                return redirect("desk_rules", edition.award.slug, edition.year)
        except ChangedMeanwhile as conflict:
            return both_versions(request, edition, form, conflict)
    return render(request, "rules/part.html", context, status=422 if form.errors else 200)


def _form(
    request: HttpRequest,
    edition: Edition,
    current: Rules,
    *,
    frozen: bool,
    now: datetime,
) -> RulesForm:
    typed = None
    if request.method == "POST":
        typed = with_now(request.POST, zone=edition.zone, now=now)
    states = round_states(edition, current, now=now) if frozen else {}
    fixed = fixed_fields(states, kinds_of(current)) if frozen else {}
    return RulesForm(typed, current=current, zone=edition.zone, fixed=fixed)


def _ways(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    """How a change that the reader proposes could come about, or why she cannot propose one."""
    try:
        ways: Ways = ways_to_propose(CHANGE, edition=edition, person=signed_in(request))
    except ActRefused as refusal:
        return {"refusal": str(refusal)}
    return {"ways": ways, "public_hours": PUBLIC_HOURS // timedelta(hours=1)}


def _save(request: HttpRequest, edition: Edition, context: dict[str, Any]) -> bool:
    """Whether it is done; otherwise the form says why, or the page asks once more.

    Raises `ChangedMeanwhile`.
    """
    form: RulesForm = context["form"]
    form.settle(marks_of(request))
    try:
        if not context["frozen"]:
            over = context["book"].version
            write_rules(edition, form.rules(), by=signed_in(request), over=over)
            messages.success(request, _("The rules are changed."))
            return True
        return _propose(request, edition, context)
    except RulesError as error:
        form.show(error)
    except (RuleChangeRefused, ActRefused) as refusal:
        form.add_error(None, str(refusal))
    return False


def _propose(request: HttpRequest, edition: Edition, context: dict[str, Any]) -> bool:
    """What an extension moves along is shown before anything is proposed."""
    form, witness = context["form"], context["witness_form"]
    wished = form.rules()
    becomes = with_followers(form.current, wished)
    seen = rules_hash(becomes)
    if becomes != wished and typed_line(request.POST.get("seen", ""), most=len(seen)) != seen:
        context |= {"moved": moved_along(wished, becomes), "seen": seen}
        return False
    if not witness.is_valid():
        form.add_error(None, _("The witness needs a name and an own address."))
        return False
    propose_rules(
        edition,
        becomes,
        by=signed_in(request),
        reason=form.cleaned_data["reason"],
        witness=witness.witness(),
    )
    messages.success(request, _("The change is proposed; it stands under Proposals."))
    return True
