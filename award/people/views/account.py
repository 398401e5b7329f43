"""A person's own page: what she is called, and the ways to get in."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from award.people.domain.introducing import introduce
from award.people.forms.introduction import IntroductionForm
from award.people.models import Person
from award.people.views.access import signed_in
from award.people.views.unsent import signed_in_first


@signed_in_first
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """Name and language; passkeys, addresses and sessions are one step from here."""
    me = signed_in(request)
    form = IntroductionForm(request.POST or None, instance=Person.objects.get(pk=me.pk))
    if request.method == "POST" and form.is_valid():
        introduce(Person.objects.get(pk=me.pk), **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("account")
    keys = Authenticator.objects.filter(user=me, type=Authenticator.Type.WEBAUTHN)
    context = {"form": form, "passkeys": keys.count()}
    return render(request, "account/index.html", context, status=422 if form.errors else 200)
