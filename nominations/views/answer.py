"""The nominee's own page: what would be published, her answer, and everything else she may ask."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from award.mail.domain.codes import ANSWER, CodeRefused
from award.mail.domain.codewords import refusal_in_words
from award.programme.cleaning.parameters import typed_choice
from award.programme.models import Edition
from award.programme.views.access import any_edition
from award.programme.views.posting import posted_from
from nominations.domain.alike import TooAlike
from nominations.domain.answering import (
    TooLateToSayYes,
    ask_to_be_forgotten,
    correct,
    decline_candidacy,
    say_yes,
)
from nominations.domain.exposure import takes_two
from nominations.domain.guardians import GuardianMissing
from nominations.domain.more_time import NoMoreTime
from nominations.domain.protecting import CannotProtect, protect
from nominations.domain.publication import publication_of
from nominations.domain.rewording import RewordingRefused
from nominations.domain.signing import (
    NoAddress,
    check_answer_code,
    code_address,
    link_is_good,
    mail_answer_code,
    renew_link,
)
from nominations.domain.wishing import wish
from nominations.forms.ages import guardian_in
from nominations.forms.answering import (
    FORGET,
    PROTECT,
    AnswerForm,
    MatterForm,
    PictureForm,
    SignedForm,
)
from nominations.her_page import told_to
from nominations.models import Candidate, Wish
from nominations.views.browser import answered_here, remember_answer

REFUSALS = (TooLateToSayYes, GuardianMissing, NoMoreTime, RewordingRefused, CannotProtect, TooAlike)
FORMS: dict[str, type[SignedForm]] = {
    "answer": AnswerForm,
    "picture": PictureForm,
    "matter": MatterForm,
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, award: str, year: int, key: UUID) -> HttpResponse:
    """Opening it changes nothing, in whatever program; a form that she has signed does."""
    edition = any_edition(award, year)
    candidate = _candidate(edition, key)
    if not link_is_good(candidate, key):
        return render(request, "nominations/link_old.html", {"edition": edition}, status=410)
    if "send_code" in request.POST:
        return _send_code(request, candidate)
    which = _which(request)
    form = _form(request, candidate, which)
    if form and form.is_valid() and _is_she(form, candidate) and _act(request, candidate, form):
        remember_answer(request, candidate)
        return redirect(request.path)
    return _page(request, candidate, which, form)


@never_cache
@posted_from("candidate_answer", "key")
def renew(request: HttpRequest, award: str, year: int, key: UUID) -> HttpResponse:
    """A new link, to the address that we have."""
    edition = any_edition(award, year)
    renew_link(_candidate(edition, key))
    return render(request, "nominations/link_sent.html", {"edition": edition})


def _candidate(edition: Edition, key: UUID) -> Candidate:
    found = (
        Candidate.objects.filter(Q(answer_key=key) | Q(former_key=key))
        .filter(edition=edition, erased_at=None)
        .select_related("edition__award__organisation", "identity")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _which(request: HttpRequest) -> str:
    """The form that was sent: the answer's two buttons name themselves."""
    if request.method != "POST":
        return ""
    named = [name for name in ("picture", "matter") if f"{name}_sent" in request.POST]
    return named[0] if named else "answer"


def _form(request: HttpRequest, candidate: Candidate, which: str) -> SignedForm | None:
    if not which:
        return None
    return FORMS[which](
        request.POST, request.FILES, candidate=candidate, proof=_proof(request, candidate)
    )


def _proof(request: HttpRequest, candidate: Candidate) -> str:
    """Whether the browser, her name or a code shows that it is she; no name does once voices are on her,
    for an organiser can print a letter with the way here."""
    if answered_here(request, candidate):
        return "browser"
    known = candidate.has_answered or takes_two(candidate)
    return "code" if known or "code" in request.POST else "name"


def _is_she(form: SignedForm, candidate: Candidate) -> bool:
    if "code" not in form.fields:
        return True
    try:
        check_answer_code(candidate, form.cleaned_data["code"])
    except CodeRefused as refusal:
        form.add_error("code", refusal_in_words(refusal.why, ANSWER))
        return False
    return True


def _act(request: HttpRequest, candidate: Candidate, form: SignedForm) -> bool:
    """Do what she asks; False, with the reason on the form, when it cannot be done."""
    try:
        said = _do(request, candidate, form)
    except REFUSALS as refusal:
        form.add_error(None, str(refusal))
        return False
    if said:
        messages.success(request, said)
    return bool(said)


def _do(request: HttpRequest, candidate: Candidate, form: SignedForm) -> str:
    if isinstance(form, PictureForm):
        data = form.cleaned_data
        correct(candidate, {}, portrait=data["portrait_file"], portrait_alt=data["portrait_alt"])
        return _("Your picture is saved.")
    if isinstance(form, MatterForm):
        return _matter(candidate, form)
    if isinstance(form, AnswerForm):
        return _yes_or_no(request, candidate, form)
    return ""


def _yes_or_no(request: HttpRequest, candidate: Candidate, form: AnswerForm) -> str:
    """A post without either button is a yes or a no to nothing."""
    if ("accept" in request.POST) == ("decline" in request.POST):
        form.add_error(None, _("Choose one of the two buttons: yes or no."))
        return ""
    if "decline" in request.POST:
        decline_candidacy(candidate)
        return _("You are left out. Thank you for your answer.")
    if say_yes(candidate, form.words(), guardian=guardian_in(form)):
        return _("Thank you! You take part.")
    return _(
        "You take part. You are a finalist, so an organiser looks at your changes before they are "
        "shown."
    )


def _matter(candidate: Candidate, form: MatterForm) -> str:
    data = form.cleaned_data
    if data["matter"] == FORGET:
        ask_to_be_forgotten(candidate)
        return _("You are left out, and the organisers erase what is left of you.")
    if data["matter"] == PROTECT:
        protect(candidate, public_name=data["public_name"], by="candidate")
        return _("You stand under the name that you gave.")
    wish(candidate, Wish.Kind(data["matter"]), text=data["text"])
    return _("The organisers have been told, and answer you by mail.")


def _send_code(request: HttpRequest, candidate: Candidate) -> HttpResponse:
    """What she had typed stays in the form whose button asked for the code."""
    try:
        mail_answer_code(candidate)
    except CodeRefused as refusal:
        messages.error(request, refusal_in_words(refusal.why, ANSWER))
    except NoAddress:
        pass
    else:
        messages.success(request, _("A code is on its way to the address that we have."))
    return _page(
        request, candidate, typed_choice(request.POST["send_code"], FORMS), None, proof="code"
    )


def _page(
    request: HttpRequest,
    candidate: Candidate,
    which: str,
    form: SignedForm | None,
    *,
    proof: str = "",
) -> HttpResponse:
    """All that she can do, as what is stored now stands; `form` is the one to show again."""
    stored = _candidate(candidate.edition, candidate.answer_key)
    needs = proof or _proof(request, stored)
    if needs == "code" and answered_here(request, stored):
        needs = "browser"
    shown = {
        name: form
        if form and name == which
        else kind(candidate=stored, proof=needs, typed=request.POST if name == which else None)
        for name, kind in FORMS.items()
    }
    context = {
        "edition": stored.edition,
        "candidate": stored,
        "forms": shown,
        "proof": needs,
        "needs_code": needs == "code" or bool(form and form.needs_code),
        "no_way_in": needs == "code" and not code_address(stored),
        "publication": publication_of(stored),
        "told": told_to(stored),
        "asked": stored.wishes.order_by("created_at", "id"),
    }
    status = 422 if form and form.errors else 200
    return render(request, "nominations/answer.html", context, status=status)
