"""The page behind "this wasn't me" in a mail."""

from __future__ import annotations

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from award.mail.domain.not_me import Kind, NotTheAddress, end, kind_of, read_link
from award.mail.forms import AddressForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def not_me(request: HttpRequest, token: str) -> HttpResponse:
    """Opening it changes nothing; the address typed ends what the mail was about."""
    kind = _kind(token)
    form = AddressForm(request.POST if request.method == "POST" else None)
    done = False
    if form.is_valid():
        try:
            end(token, address=form.cleaned_data["address"])
            done = True
        except NotTheAddress:
            form.add_error(
                "address", _("The mail did not come to that address. Write it as it was.")
            )
    context = {"kind": kind, "form": form, "done": done}
    return render(request, "mail/not_me.html", context, status=422 if form.errors else 200)


def _kind(token: str) -> Kind:
    try:
        whose, _address_hash = read_link(token)
        return kind_of(whose.kind)
    except (BadSignature, KeyError):
        raise Http404 from None
