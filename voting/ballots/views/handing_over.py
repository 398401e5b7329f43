"""One device for several voters: whoever is done hands it on, and nothing of hers is left in it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from award.programme.views.access import public_edition
from voting.ballots.views.mine import forget_votes
from voting.ballots.views.own_order import forget_orders
from voting.ballots.views.remembered import forget_choices


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def next_person(request: HttpRequest, award: str, year: int) -> HttpResponse:
    """The receipt, the choice and the address are no longer found in this browser.

    With a voter's visit everything else of hers goes; an organiser who lends her device stays signed in.
    """
    edition = public_edition(award, year)
    answer = redirect("vote", edition.award.slug, edition.year)
    if request.method == "POST":
        if not request.user.is_authenticated:
            request.session.flush()
        forget_votes(answer)
        forget_choices(request, answer)
        forget_orders(request, answer)
        messages.success(request, _("The receipt is forgotten here. Now the next person can vote."))
    return answer
