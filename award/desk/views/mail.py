"""Mail on the desk: what was sent, what waits, and what could not be sent."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from award.desk.domain.mail import codes_sent, ended_of, mail_of
from award.mail.domain.not_me import kind_of
from award.mail.domain.outbox import MAX_ATTEMPTS
from award.mail.domain.resending import resend
from award.mail.domain.reviving import revive
from award.mail.models import Effect, Message
from award.people.permissions import may_organise, may_own
from award.people.views.access import desk_reader, signed_in
from award.people.views.looking import shows_people
from award.programme.cleaning.parameters import typed_choice, typed_key, typed_page, typed_uuid
from award.programme.domain.clock import database_now
from award.programme.models import Edition


@desk_reader
@shows_people("list:letters:{edition}")
def mail(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What could not be sent first."""
    if request.method == "POST":
        if not may_organise(request.user, edition):
            raise Http404
        if "seen" in request.POST:
            ended_of(edition).update(seen_at=database_now())
        else:
            _try_again(request, edition)
            messages.success(request, _("It is tried again."))
        return redirect("desk_mail", edition.award.slug, edition.year)
    mine = mail_of(edition)
    state = typed_choice(request.GET.get("lage", ""), Message.State.values)
    shown = mine.filter(state=state) if state else mine
    context = {
        "edition": edition,
        "tries": MAX_ATTEMPTS,
        "codes": codes_sent(edition),
        "ended": [(kind_of(row.kind).title, row.at) for row in ended_of(edition)],
        "dead": mine.dead().order_by("-created_at"),
        "page": Paginator(shown.order_by("-created_at"), 50).get_page(
            typed_page(request.GET.get("sida", ""))
        ),
        "state": state,
        "states": Message.State.choices,
        "tasks": Effect.objects.dead()
        if may_own(request.user, edition.award.organisation)
        else Effect.objects.none(),
        "may_organise": may_organise(request.user, edition),
    }
    return render(request, "desk/mail.html", context)


def _try_again(request: HttpRequest, edition: Edition) -> None:
    me, whose = signed_in(request), edition.award.organisation
    if "task" not in request.POST:
        resend(_asked(request, edition), by=me, organisation=whose)
        return
    if not may_own(request.user, edition.award.organisation):
        raise Http404
    task = get_object_or_404(Effect, pk=typed_key(request.POST["task"]))
    revive(task, by=me, organisation=whose)


def _asked(request: HttpRequest, edition: Edition) -> Message:
    return get_object_or_404(mail_of(edition), pk=typed_uuid(request.POST.get("message", "")))
