"""The laboratory: what each way to combine jury and public would have done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from award.limits.domain.budgets import spend
from award.people.views.access import desk_reader, signed_in
from award.programme.domain.languages import words_of
from award.programme.models import Edition
from award.rules.domain.books import rules_in_force
from award.rules.domain.naming import combinations
from award.rules.models import RuleBook
from voting.results.domain.announcing import public_result
from voting.results.domain.laboratory import (
    CALCULATIONS,
    JURY,
    PUBLIC,
    Subject,
    announced_editions,
    subject_of_category,
    subject_of_table,
)
from voting.results.domain.laboratory_drawings import draw_effects, draw_winners
from voting.results.domain.laboratory_rows import break_rows, chance_rows, effect_rows, order_rows
from voting.results.domain.standings import category_results
from voting.results.forms.laboratory import FiguresForm, YearForm


@desk_reader
def laboratory(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Nothing is stored: an announced year by its address, typed figures in the answer alone."""
    chosen, weight = _in_force(edition)
    known = _sources(edition)
    names = [(key, name) for key, (name, _edition, _category) in known.items()]
    typed = FiguresForm(request.POST if request.method == "POST" else None, weight=weight)
    year = YearForm(request.GET if "source" in request.GET else None, sources=names, weight=weight)
    subject = None
    allowed = _may_calculate(request, typed if typed.is_bound else year)
    if typed.is_bound:
        if allowed and typed.is_valid():
            weights = typed.weights()
            table = typed.cleaned_data["figures"]
            subject = subject_of_table(table, weights, chosen=chosen, tie_rules=[PUBLIC])
    elif allowed and year.is_bound and year.is_valid():
        _name, held, slug = known[year.cleaned_data["source"]]
        subject = _announced(held, slug)
        subject = subject.weighed(year.weights()) if subject else None
    context: dict[str, Any] = {
        "edition": edition,
        "chosen": chosen,
        "year_form": year if names else None,
        "typed_form": typed,
        "form": typed if typed.is_bound else year,
    }
    return render(request, "results/laboratory.html", context | _findings(subject))


def _may_calculate(request: HttpRequest, form: forms.Form) -> bool:
    """Each person has a budget; what she typed is still there when it is used up."""
    if not form.is_valid() or spend(CALCULATIONS, str(signed_in(request).pk)):
        return True
    form.add_error(
        None,
        _(
            "That is very much calculating. Wait a minute, and try again: your figures are still here."
        ),
    )
    return False


def _in_force(edition: Edition) -> tuple[str, int]:
    """The rule in the edition's own rule book, and the jury's weight in it in whole per cent."""
    try:
        combination = rules_in_force(edition).combination
    except RuleBook.DoesNotExist:
        return "", 50
    jury, public = (combination.weights.get(side, 0) for side in (JURY, PUBLIC))
    return combination.rule, round(100 * jury / (jury + public)) if jury + public else 50


def _sources(edition: Edition) -> dict[str, tuple[str, Edition, str]]:
    """Each category of the organisation's announced years, by what stands for it in an address."""
    return {
        f"{e.award.slug}/{e.year}/{c.slug}": (_title(e, c.name), e, c.slug)
        for e in announced_editions(edition.award.organisation)
        if (result := public_result(e))
        for c in category_results(result)
    }


def _title(edition: Edition, name: str) -> str:
    award = words_of(edition.award, "name")
    return f"{award} {edition.year}" + (f" · {name}" if name != award else "")


def _announced(edition: Edition, slug: str) -> Subject | None:
    result = public_result(edition)
    return subject_of_category(result, slug) if result else None


def rule_names() -> dict[str, str]:
    """What the rules are called, with the one that no rule book has."""
    return {"sums": _("Added up as they are"), **combinations()}


def side_names(subject: Subject) -> dict[str, str]:
    """What the sides are called."""
    known = {JURY: _("The jury"), PUBLIC: _("The public")}
    return {g.name: known.get(g.name, g.name) for g in subject.groups}


def _findings(subject: Subject | None) -> dict[str, Any]:
    if subject is None or not subject.labels:
        return {"subject": None}
    trials, rules, sides = subject.trials(), rule_names(), side_names(subject)
    return {
        "subject": subject,
        "rules": [(t.rule, rules[t.rule]) for t in trials],
        "orders": order_rows(trials, subject.labels, chosen=subject.chosen),
        "breaks": break_rows(trials, rules, subject.labels),
        "effects": effect_rows(trials, rules, sides),
        "chances": chance_rows(trials, rules, subject.labels),
        "runs": len(subject.years),
        "winners": draw_winners(
            trials, rules=rules, candidates=subject.labels, weight=subject.first_weight
        ),
        "parts": draw_effects(trials, rules=rules, sides=sides),
    }
