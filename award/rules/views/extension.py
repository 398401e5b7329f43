"""One organiser makes an open round longer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from award.people.domain.two_persons import ActRefused
from award.people.views.access import organiser, signed_in
from award.programme.cleaning.parameters import typed_line
from award.programme.domain.calendar import calendar
from award.programme.models import Edition
from award.rules.domain.books import rules_hash, rules_in_force
from award.rules.domain.extending import (
    extend_alone,
    extendable_alone,
    extended,
    lengthened,
    moved_along,
)
from award.rules.forms.extension import ExtensionForm


@organiser
def extend(request: HttpRequest, edition: Edition, kind: str) -> HttpResponse:
    """Asks until when and why, shows what else it moves, and does it."""
    latest = extendable_alone(edition, now=calendar(edition).now).get(kind)
    windows = rules_in_force(edition).windows()
    if kind not in windows:
        raise Http404
    if latest is None:
        messages.info(request, _("One organiser cannot make this round longer now."))
        return redirect("desk_rules", edition.award.slug, edition.year)
    closes_at = windows[kind].closes_at
    form = ExtensionForm(request.POST or None, closes_at=closes_at, zone=edition.zone)
    context: dict[str, Any] = {"edition": edition, "form": form, "kind": kind, "latest": latest}
    if request.method == "POST" and form.is_valid() and _extend(request, edition, context):
        return redirect("desk_rules", edition.award.slug, edition.year)
    return render(request, "rules/extend.html", context, status=422 if form.errors else 200)


def _extend(request: HttpRequest, edition: Edition, context: dict[str, Any]) -> bool:
    form, kind = context["form"], context["kind"]
    rules, until = rules_in_force(edition), form.cleaned_data["until"]
    becomes = extended(rules, kind, until=until)
    moved = moved_along(lengthened(rules, kind, until=until), becomes)
    seen = rules_hash(becomes)
    if moved and typed_line(request.POST.get("seen", ""), most=len(seen)) != seen:
        context |= {"moved": moved, "seen": seen}
        return False
    try:
        extend_alone(
            edition,
            round=kind,
            until=until,
            by=signed_in(request),
            reason=form.cleaned_data["reason"],
        )
    except ActRefused as refusal:
        form.add_error("until", str(refusal))
        return False
    messages.success(request, _("The round is longer. Everybody sees it on the page of the rules."))
    return True
