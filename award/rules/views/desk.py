"""The rule book on the desk: reading it, changing it, and the second organiser's decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from award.people.permissions import may_organise
from award.people.views.access import desk_reader, organiser, signed_in
from award.programme.domain.calendar import calendar
from award.programme.models import Edition
from award.rules.domain.books import (
    RuleChangeRefused,
    approve_rules,
    decline_rules,
    is_frozen,
    propose_rules,
    rule_book_in_force,
)
from award.rules.domain.document import Rules, RulesError
from award.rules.domain.history import proposed_version
from award.rules.domain.words import rule_sections
from award.rules.forms.rules import RulesForm
from award.rules.models import RuleBook


@desk_reader
def rules(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Read the rule book, change it, or propose a change."""
    book = rule_book_in_force(edition)
    form = RulesForm(request.POST or None, current=Rules.from_json(book.rules), zone=edition.zone)
    if request.method == "POST":
        if not may_organise(request.user, edition):
            raise Http404
        if form.is_valid() and _propose(request, edition, form):
            return redirect("desk_rules", edition.award.slug, edition.year)
    proposed = proposed_version(edition)
    context = {
        "edition": edition,
        "book": book,
        "sections": rule_sections(edition, book),
        "form": form,
        "waiting": proposed.book if proposed else None,
        "changes": proposed.changes if proposed else (),
        "frozen": is_frozen(edition, calendar(edition).now),
        "may_organise": may_organise(request.user, edition),
    }
    return render(request, "rules/desk.html", context, status=422 if form.errors else 200)


def _propose(request: HttpRequest, edition: Edition, form: RulesForm) -> bool:
    try:
        book = propose_rules(
            edition, form.rules(), by=signed_in(request), reason=form.cleaned_data["reason"]
        )
    except RulesError as error:
        form.show(error)
        return False
    except RuleChangeRefused as refusal:
        form.add_error("reason", str(refusal))
        return False
    if book.adopted_at:
        messages.success(request, _("The rules are changed."))
    else:
        messages.success(request, _("The change waits for a second organiser."))
    return True


@require_POST
@organiser
def decide(request: HttpRequest, edition: Edition, book: int) -> HttpResponse:
    """The second organiser says yes or no."""
    found = get_object_or_404(RuleBook, edition=edition, pk=book)
    try:
        if "approve" in request.POST:
            approve_rules(found, by=signed_in(request))
            messages.success(request, _("The rules are changed."))
        else:
            decline_rules(found, by=signed_in(request))
            messages.success(request, _("The change is declined."))
    except RuleChangeRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("desk_rules", edition.award.slug, edition.year)
