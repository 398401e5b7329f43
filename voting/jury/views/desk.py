"""The organisers' page about the jury: who sits in it and how far it has come."""

from __future__ import annotations

from collections.abc import Collection
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.people.domain.granting import person_with
from award.people.domain.two_persons import ActRefused, OutsideWitness, ways_to_propose
from award.people.permissions import may_organise
from award.people.views.access import desk_reader, organiser, signed_in
from award.people.views.looking import shows_people
from award.programme.cleaning.addresses import readable_address
from award.programme.cleaning.ordering import words_in_order
from award.programme.domain.calendar import calendar
from award.programme.models import Edition
from award.programme.views.posting import posted_from
from award.programme.views.sure import Removal, ask_first, is_sure
from voting.jury.domain.inviting import NotTheJuror, already_sitting, invite_again
from voting.jury.domain.leaving import goes_with
from voting.jury.domain.outlook import outlooks
from voting.jury.domain.panel_changes import KIND, invite, let_leave
from voting.jury.domain.progress import judged_now, progress, remind_unfinished
from voting.jury.domain.reminding import BEFORE
from voting.jury.domain.standing import PanelStands, Standing, standing
from voting.jury.domain.tie_words import ties_in_words
from voting.jury.forms import InviteAgainForm, InviteForm, LeavingForm, ProposedInviteForm
from voting.jury.models import Juror, Recusal, ScoreSheet
from voting.jury.models.recusal import LONGEST_REASON


@desk_reader
@shows_people("list:jurors:{edition}")
def jury(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Invite jurors, see their progress, remind; scores are not shown here."""
    organises = may_organise(request.user, edition)
    found = calendar(edition)
    stands = standing(found)
    form = _form(request, edition, stands)
    if request.method == "POST":
        if not organises:
            raise Http404
        if form.is_valid() and _invite(request, edition, form):
            return redirect("desk_jury", edition.award.slug, edition.year)
    aheads = outlooks(edition, found)
    context = {
        "standing": stands,
        "edition": edition,
        "progress": aheads[0].jurors if len(aheads) == 1 else progress(edition, judged_now(found)),
        "aheads": aheads,
        "reminded_before": BEFORE,
        "recusals": Recusal.objects.standing()
        .filter(juror__edition=edition)
        .select_related("juror__person", "entry__candidate"),
        "ties": _ties(edition) if organises else [],
        "longest_reason": LONGEST_REASON,
        "form": form,
        "submission": uuid4(),
        "may_organise": organises,
    }
    return render(request, "jury/desk.html", context, status=422 if form.errors else 200)


@posted_from("desk_jury")
@organiser
def remind(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Mail those who are not done."""
    count = remind_unfinished(edition, by=signed_in(request))
    text = ngettext("%d juror is reminded.", "%d jurors are reminded.", count)
    messages.success(request, text % count)
    return redirect("desk_jury", edition.award.slug, edition.year)


@posted_from("desk_jury")
@organiser
def juror_again(request: HttpRequest, edition: Edition, juror: int) -> HttpResponse:
    """Mail a juror who sits the invitation once more."""
    found = get_object_or_404(Juror.objects.sitting(), edition=edition, pk=juror)
    form = InviteAgainForm(request.POST)
    form.full_clean()
    try:
        invite_again(found, by=signed_in(request), key=form.cleaned_data["submission"])
    except (PanelStands, NotTheJuror) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _mailed_again(found))
    return redirect("desk_jury", edition.award.slug, edition.year)


@posted_from("desk_jury")
@organiser
def juror_leaves(request: HttpRequest, edition: Edition, juror: int) -> HttpResponse:
    """A juror leaves, once it has been asked: her sheets no longer count."""
    found = get_object_or_404(Juror, edition=edition, pk=juror)
    form = LeavingForm(request.POST)
    if form.is_valid() and not is_sure(request):
        back = reverse("desk_jury", args=[edition.award.slug, edition.year])
        return ask_first(request, edition, _removal(found, form.cleaned_data["reason"]), back=back)
    if form.is_valid():
        _let_leave(request, found, reason=form.cleaned_data["reason"])
    else:
        messages.error(request, " ".join(map(str, form.errors["reason"])))
    return redirect("desk_jury", edition.award.slug, edition.year)


def _ties(edition: Edition) -> list[str]:
    """Of those who sit, for organisers alone: whoever reads the desk does not see who nominated whom."""
    jurors = Juror.objects.filter(edition=edition).sitting().select_related("person")
    return ties_in_words(
        edition, [j.person for j in jurors.order_by(words_in_order("person__name"), "pk")]
    )


def _form(request: HttpRequest, edition: Edition, stands: Standing) -> InviteForm:
    """Before the round opens only whom; then why, and where she is alone a witness."""
    data = request.POST or None
    initial = {"submission": uuid4()}
    if stands is Standing.FREE:
        return InviteForm(data, initial=initial)
    return ProposedInviteForm(data, initial=initial, alone=_is_alone(request, edition))


def _is_alone(request: HttpRequest, edition: Edition) -> bool:
    try:
        return ways_to_propose(KIND, edition=edition, person=signed_in(request)).alone
    except ActRefused:
        return False


def _invite(request: HttpRequest, edition: Edition, form: InviteForm) -> bool:
    """Whether it was done or proposed; a refusal stands in the form."""
    people, sitting = form.cleaned_data["people"], _sitting(edition, form)
    try:
        proposal = invite(
            edition,
            people,
            by=signed_in(request),
            reason=form.cleaned_data.get("reason", ""),
            witness=_witness(form),
            key=form.cleaned_data["submission"],
        )
    except (ActRefused, PanelStands, NotTheJuror) as refusal:
        form.add_error("people", str(refusal))
        return False
    for juror in sitting.values():
        messages.success(request, _mailed_again(juror))
    new = [email for email, _name in people if email not in sitting]
    if new:
        text = ngettext("%d person is invited.", "%d people are invited.", len(new)) % len(new)
        messages.success(request, _waits() if proposal else text)
    _warn_of_ties(request, edition, new)
    return True


def _sitting(edition: Edition, form: InviteForm) -> dict[str, Juror]:
    return already_sitting(edition, [email for email, _name in form.cleaned_data["people"]])


def _mailed_again(juror: Juror) -> str:
    text = _("%(name)s sits in the jury, and is mailed the invitation once more: %(address)s")
    return text % {"name": juror, "address": readable_address(juror.person.email)}


def _warn_of_ties(request: HttpRequest, edition: Edition, addresses: Collection[str]) -> None:
    for sentence in ties_in_words(edition, [person_with(email) for email in addresses]):
        messages.warning(request, sentence)


def _witness(form: InviteForm) -> OutsideWitness | None:
    return form.witness() if isinstance(form, ProposedInviteForm) else None


def _removal(juror: Juror, reason: str) -> Removal:
    found = standing(calendar(juror.edition))
    asks = _("The round is open: it is proposed, and another person decides.")
    sheets = _("The sheets themselves: invited again, the juror finds them, and they count.")
    return Removal(
        question=_("Does %s leave the jury?") % juror,
        button=_("Leaves the jury"),
        goes=goes_with(juror),
        stays=[
            *([sheets] if ScoreSheet.objects.filter(juror=juror).exists() else []),
            *([asks] if found is Standing.TWO else []),
            _("The log keeps who has left, and why."),
        ],
        refused=str(PanelStands()) if found is Standing.FIXED else "",
        carried={"reason": reason},
    )


def _let_leave(request: HttpRequest, juror: Juror, *, reason: str) -> None:
    try:
        proposal = let_leave(juror, by=signed_in(request), reason=reason)
    except (ActRefused, PanelStands) as refusal:
        messages.error(request, str(refusal))
        return
    left = _("%s has left the jury.") % juror
    messages.success(request, _waits() if proposal else left)


def _waits() -> str:
    return _("It is proposed, and waits for another person: the round is open.")
