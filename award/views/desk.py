"""The organisers' desk."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from award.domain.calendar import calendar
from award.domain.granting import RoleRefused, grant, revoke
from award.domain.health import health
from award.domain.programme import edit_award
from award.domain.resending import resend
from award.domain.rulebook import (
    RuleChangeRefused,
    approve_rules,
    decline_rules,
    propose_rules,
    rule_book_in_force,
    rules_in_force,
)
from award.domain.rules import RulesError
from award.domain.ruletext import rule_sections
from award.forms import AwardForm, RoleForm, RulesForm
from award.models import Edition, LogEntry, Message, Person, Role, RuleBook
from award.permissions import may_organise, may_own
from award.stages import stages
from award.views.access import desk_reader, organiser

SOON = timedelta(days=14)


@login_required
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """The editions whose desk the person may see; straight to the one when there is only one."""
    roles = Role.objects.filter(person=request.user.pk).exclude(kind=Role.Kind.JUROR)
    reach = Q(roles__in=roles) | Q(award__organisation__roles__in=roles.filter(edition=None))
    editions = Edition.objects.filter(reach).distinct().select_related("award").newest_first()
    if len(editions) == 1:
        return redirect("desk_edition", editions[0].award.slug, editions[0].year)
    return render(request, "award/desk/home.html", {"editions": editions})


@desk_reader
def edition(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Where the edition stands, its numbers, and what waits for a decision."""
    decisions = [d for stage in stages() for d in stage.decisions(edition)]
    waiting = edition.rule_books.waiting().first()
    context = {
        "edition": edition,
        "calendar": calendar(edition),
        "figures": [f for stage in stages() for f in stage.figures(edition)],
        "decisions": sorted(decisions, key=lambda d: (d.due is None, d.due)),
        "waiting_rules": waiting,
        "health": health(),
    }
    return render(request, "award/desk/edition.html", context)


@desk_reader
def rules(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Read the rule book, change it, or propose a change."""
    current = rules_in_force(edition)
    form = RulesForm(request.POST or None, current=current, zone=edition.zone)
    if request.method == "POST":
        if not may_organise(request.user, edition):
            raise Http404
        if form.is_valid() and _propose(request, edition, form):
            return redirect("desk_rules", edition.award.slug, edition.year)
    book = rule_book_in_force(edition)
    context = {
        "edition": edition,
        "book": book,
        "sections": rule_sections(edition, book),
        "form": form,
        "waiting": edition.rule_books.waiting().select_related("proposed_by").first(),
        "frozen": calendar(edition).now >= min(w.opens_at for w in current.windows().values()),
        "may_organise": may_organise(request.user, edition),
    }
    return render(request, "award/desk/rules.html", context, status=422 if form.errors else 200)


def _propose(request: HttpRequest, edition: Edition, form: RulesForm) -> bool:
    try:
        book = propose_rules(
            edition, form.rules(), by=_person(request), reason=form.cleaned_data["reason"]
        )
    except RulesError as error:
        for path, what in error.problems.items():
            name = path.replace(".", "_")
            form.add_error(name if name in form.fields else None, what)
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
def decide_rules(request: HttpRequest, edition: Edition, book: int) -> HttpResponse:
    """The second organiser says yes or no."""
    found = get_object_or_404(RuleBook, edition=edition, pk=book)
    try:
        if "approve" in request.POST:
            approve_rules(found, by=_person(request))
            messages.success(request, _("The rules are changed."))
        else:
            decline_rules(found, by=_person(request))
            messages.success(request, _("The change is declined."))
    except RuleChangeRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("desk_rules", edition.award.slug, edition.year)


@desk_reader
def programme(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The award's words and colours."""
    organises = may_organise(request.user, edition)
    form = AwardForm(request.POST or None, instance=edition.award)
    if request.method == "POST":
        if not organises:
            raise Http404
        if form.is_valid():
            award = type(edition.award).objects.get(pk=edition.award.pk)
            edit_award(award, changes=form.cleaned_data, by=_person(request))
            messages.success(request, _("Saved."))
            return redirect("desk_programme", edition.award.slug, edition.year)
    context = {"edition": edition, "form": form, "may_organise": organises}
    return render(request, "award/desk/programme.html", context, status=422 if form.errors else 200)


@desk_reader
def people(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Who has which role; owners give and take them."""
    organisation = edition.award.organisation
    owns = may_own(request.user, organisation)
    form = RoleForm(request.POST if "email" in request.POST else None)
    if request.method == "POST":
        if not owns:
            raise Http404
        if _change_roles(request, edition, form):
            return redirect("desk_people", edition.award.slug, edition.year)
    roles = Role.objects.filter(organisation=organisation).filter(
        Q(edition=edition) | Q(edition=None)
    )
    context = {
        "edition": edition,
        "roles": roles.select_related("person").order_by("kind", "person__email"),
        "form": form,
        "may_own": owns,
    }
    return render(request, "award/desk/people.html", context, status=422 if form.errors else 200)


def _change_roles(request: HttpRequest, edition: Edition, form: RoleForm) -> bool:
    organisation = edition.award.organisation
    if "revoke" in request.POST:
        role = get_object_or_404(
            Role.objects.exclude(kind=Role.Kind.JUROR),
            organisation=organisation,
            pk=request.POST["revoke"] if request.POST["revoke"].isdecimal() else 0,
        )
        try:
            revoke(role, by=_person(request))
        except RoleRefused as refusal:
            messages.error(request, str(refusal))
        return True
    if not form.is_valid():
        return False
    kind = form.cleaned_data["kind"]
    grant(
        organisation=organisation,
        edition=None if kind == Role.Kind.OWNER else edition,
        email=form.cleaned_data["email"],
        kind=kind,
        by=_person(request),
    )
    messages.success(request, _("A mail is on its way to %s.") % form.cleaned_data["email"])
    return True


@desk_reader
def log(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Who did what, when and why; newest first."""
    entries = LogEntry.objects.filter(edition=edition).select_related("payload").order_by("-seq")
    page = Paginator(entries, 50).get_page(request.GET.get("sida"))
    return render(request, "award/desk/log.html", {"edition": edition, "page": page})


@desk_reader
def letters(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Mail that was sent, waits, or could not be sent: dead letters first."""
    if request.method == "POST":
        if not may_organise(request.user, edition):
            raise Http404
        found = get_object_or_404(Message, edition=edition, pk=request.POST.get("message"))
        resend(found, by=_person(request))
        messages.success(request, _("It is tried again."))
        return redirect("desk_messages", edition.award.slug, edition.year)
    mine = Message.objects.filter(edition=edition)
    context = {
        "edition": edition,
        "dead": mine.dead().order_by("-created_at"),
        "page": Paginator(mine.order_by("-created_at"), 50).get_page(request.GET.get("sida")),
        "may_organise": may_organise(request.user, edition),
    }
    return render(request, "award/desk/messages.html", context)


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)  # noqa: S101
    return request.user
