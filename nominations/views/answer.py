"""The nominee's own page."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from award.mail.domain.codes import ANSWER, CodeRefused
from award.mail.domain.codewords import refusal_in_words
from award.programme.models import Edition
from award.programme.views.access import any_edition
from nominations.domain.consent import (
    accept_candidacy,
    check_answer_code,
    decline_candidacy,
)
from nominations.forms import AnswerForm
from nominations.models import Candidate


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, award: str, year: int, key: UUID) -> HttpResponse:
    """She says yes, no, or corrects her name, with the code from her mail."""
    edition = any_edition(award, year)
    candidate = _candidate(edition, key)
    initial = {name: getattr(candidate, name) for name in ("name", "title", "workplace")}
    form = AnswerForm(request.POST or None, initial=initial)
    done = request.method == "POST" and form.is_valid() and _answer(request, candidate, form)
    template = "nominations/answered.html" if done else "nominations/answer.html"
    candidate.refresh_from_db()
    context = {"edition": edition, "candidate": candidate, "form": form}
    return render(request, template, context, status=422 if form.errors else 200)


def _answer(request: HttpRequest, candidate: Candidate, form: AnswerForm) -> bool:
    """A post without either button is a yes or a no to nothing."""
    data = dict(form.cleaned_data)
    if ("accept" in request.POST) == ("decline" in request.POST):
        form.add_error(None, _("Choose one of the two buttons: yes or no."))
        return False
    try:
        check_answer_code(candidate, data.pop("code"))
    except CodeRefused as refusal:
        form.add_error("code", refusal_in_words(refusal.why, ANSWER))
        return False
    if "decline" in request.POST:
        decline_candidacy(candidate)
    else:
        accept_candidacy(candidate, **data)
    return True


def _candidate(edition: Edition, key: UUID) -> Candidate:
    found = Candidate.objects.filter(edition=edition, answer_key=key).first()
    if found is None:
        raise Http404
    return found
