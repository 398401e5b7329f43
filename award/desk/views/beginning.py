"""The first visit to an empty installation."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from award.desk.domain.beginning import HasBegun, begin, has_begun, is_beginning_key
from award.desk.forms.beginning import BeginForm

# As whom she signs in with a mailed code from then on.
BY_CODE = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
def first_visit(request: HttpRequest, key: str) -> HttpResponse:
    """Founds the organisation, signs its owner in, and leads on to the award."""
    if not is_beginning_key(key):
        raise Http404
    if has_begun():
        return render(request, "desk/begun.html", status=410)
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            owner = begin(**form.cleaned_data)
        except HasBegun:
            return render(request, "desk/begun.html", status=410)
        login(request, owner, backend=BY_CODE)
        record_authentication(request, owner, method="first_visit")
        return redirect("desk_new_award")
    return render(request, "desk/begin.html", {"form": form}, status=422 if form.errors else 200)
