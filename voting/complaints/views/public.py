"""The public's pages: complain, and read the answer."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from award.limits.asker import source_of
from award.limits.challenge import Proof, proof_for
from award.limits.domain.asking import ProofNeeded
from award.programme.domain.calendar import calendar
from award.programme.models import Edition
from award.programme.views.access import public_edition
from award.programme.views.resubmission import keeps_what_was_typed
from voting.complaints.domain.complaining import ComplaintRefused, complain
from voting.complaints.domain.mail import receiver_of
from voting.complaints.domain.period import Period, complaint_period
from voting.complaints.forms import ComplaintForm
from voting.complaints.models import Complaint


@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_what_was_typed
def complaints(request: HttpRequest, award: str, year: int, *, stale: bool) -> HttpResponse:
    """Who receives a complaint, until when, and the form as long as there is time."""
    edition = public_edition(award, year)
    period = complaint_period(edition)
    form = ComplaintForm(
        request.POST if request.method == "POST" else None,
        announced=period.ends_at is not None,
        initial={"submission": uuid.uuid4()},
    )
    if stale:
        form.add_error(None, _("The page was too old to be sent. All is kept: send it once more."))
    if form.is_bound and form.is_valid():
        try:
            found = complain(
                edition,
                wording=form.wording(),
                submission=form.cleaned_data["submission"],
                language=get_language() or "sv",
                source=source_of(request),
            )
        except ProofNeeded as needed:
            return _page(request, edition, period, form, proof=proof_for(needed))
        except ComplaintRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("complaint", edition.award.slug, edition.year, found.key)
    return _page(request, edition, period, form)


@never_cache
@require_safe
def complaint(request: HttpRequest, award: str, year: int, key: uuid.UUID) -> HttpResponse:
    """What somebody wrote, and the answer; the address is known to her alone."""
    edition = public_edition(award, year)
    found = get_object_or_404(Complaint.objects.of(edition), key=key)
    return render(request, "complaints/complaint.html", _context(edition) | {"complaint": found})


def _page(
    request: HttpRequest,
    edition: Edition,
    period: Period,
    form: ComplaintForm,
    proof: Proof | None = None,
) -> HttpResponse:
    context = _context(edition) | {"form": form, "period": period, "proof": proof}
    status = 429 if proof else 422 if form.errors else 200
    return render(request, "complaints/complaints.html", context, status=status)


def _context(edition: Edition) -> dict[str, Any]:
    name, address = receiver_of(edition.award.organisation)
    return {
        "edition": edition,
        "calendar": calendar(edition),
        "receiver": name,
        "receiver_email": address,
    }
