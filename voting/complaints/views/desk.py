"""The organisers' page: what waits for an answer, and what was answered."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from award.people.permissions import may_organise
from award.people.views.access import desk_reader, signed_in
from award.people.views.looking import shows_people
from award.programme.cleaning.parameters import typed_key
from award.programme.models import Edition
from voting.complaints.domain.answering import answer_complaint
from voting.complaints.domain.complaining import ComplaintRefused
from voting.complaints.domain.mail import receiver_of
from voting.complaints.domain.period import complaint_period
from voting.complaints.forms import AnswerForm
from voting.complaints.models import Complaint


@require_http_methods(["GET", "HEAD", "POST"])
@desk_reader
@shows_people("list:complaints:{edition}")
def complaints(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Each with its own form; the one that was sent comes back with what was typed."""
    organises = may_organise(request.user, edition)
    sent = None
    if request.method == "POST":
        if not organises:
            raise Http404
        sent = _sent(request, edition)
        form = AnswerForm(request.POST, prefix=str(sent.pk))
        if form.is_valid() and _answered(request, sent, form):
            return redirect("desk_complaints", edition.award.slug, edition.year)
    waiting = Complaint.objects.of(edition).waiting()
    forms = [(c, form if c == sent else AnswerForm(prefix=str(c.pk))) for c in waiting]
    context = {
        "edition": edition,
        "waiting": forms,
        "answered": Complaint.objects.of(edition).answered(),
        "may_organise": organises,
        "period": complaint_period(edition),
        "receiver": receiver_of(edition.award.organisation)[0],
    }
    return render(request, "complaints/desk.html", context, status=422 if sent else 200)


def _sent(request: HttpRequest, edition: Edition) -> Complaint:
    number = typed_key(request.POST.get("complaint", ""))
    return get_object_or_404(Complaint.objects.of(edition), pk=number)


def _answered(request: HttpRequest, found: Complaint, form: AnswerForm) -> bool:
    try:
        answer_complaint(found, answer=form.cleaned_data["answer"], by=signed_in(request))
    except ComplaintRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The answer is mailed."))
    return True
