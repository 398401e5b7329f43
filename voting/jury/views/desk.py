"""The organisers' page about the jury: who sits in it and how far it has come."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from award.people.permissions import may_organise
from award.people.views.access import desk_reader, organiser, signed_in
from award.programme.domain.calendar import calendar
from award.programme.models import Edition
from voting.jury.domain.inviting import invite_juror
from voting.jury.domain.leaving import leave
from voting.jury.domain.outlook import outlook
from voting.jury.domain.progress import progress, remind_unfinished
from voting.jury.domain.reminding import BEFORE
from voting.jury.forms import InviteForm
from voting.jury.models import Juror, Recusal
from voting.jury.models.recusal import LONGEST_REASON


@desk_reader
def jury(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Invite jurors, see their progress, remind; scores are not shown here."""
    organises = may_organise(request.user, edition)
    form = InviteForm(request.POST or None)
    if request.method == "POST":
        if not organises:
            raise Http404
        if form.is_valid():
            _invite(request, edition, form)
            return redirect("desk_jury", edition.award.slug, edition.year)
    ahead = outlook(edition, calendar(edition))
    context = {
        "edition": edition,
        "progress": ahead.jurors if ahead else progress(edition),
        "ahead": ahead,
        "reminded_before": BEFORE,
        "recusals": Recusal.objects.standing()
        .filter(juror__edition=edition)
        .select_related("juror__person", "entry__candidate"),
        "longest_reason": LONGEST_REASON,
        "form": form,
        "may_organise": organises,
    }
    return render(request, "jury/desk.html", context, status=422 if form.errors else 200)


@require_POST
@organiser
def remind(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Mail those who are not done."""
    count = remind_unfinished(edition, by=signed_in(request))
    text = ngettext("%d juror is reminded.", "%d jurors are reminded.", count)
    messages.success(request, text % count)
    return redirect("desk_jury", edition.award.slug, edition.year)


@require_POST
@organiser
def juror_leaves(request: HttpRequest, edition: Edition, juror: int) -> HttpResponse:
    """A juror leaves; her sheets no longer count."""
    found = get_object_or_404(Juror, edition=edition, pk=juror)
    reason = request.POST.get("reason", "").strip()
    if reason:
        leave(juror=found, by=signed_in(request), reason=reason[:LONGEST_REASON])
        messages.success(request, _("%s has left the jury.") % found)
    else:
        messages.error(request, _("Say why the juror leaves."))
    return redirect("desk_jury", edition.award.slug, edition.year)


def _invite(request: HttpRequest, edition: Edition, form: InviteForm) -> None:
    people = form.cleaned_data["people"]
    for email, name in people:
        invite_juror(edition=edition, email=email, name=name, by=signed_in(request))
    text = ngettext("%d person is invited.", "%d people are invited.", len(people))
    messages.success(request, text % len(people))
