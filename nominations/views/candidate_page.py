"""The desk's page about one candidate, shown by every view that changes something of her."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from award.people.domain.two_persons import ActRefused, waiting, ways_to_propose
from award.people.models import Person
from award.people.permissions import may_organise
from award.people.views.access import signed_in
from award.programme.models import Edition
from nominations.domain.consenting import her_last_day
from nominations.domain.erasing import erasing_takes_two
from nominations.domain.exposure import takes_two
from nominations.domain.fixity import fixity
from nominations.domain.forgetting import ERASE
from nominations.domain.going_public import before_the_vote
from nominations.domain.grounds import found_by_program
from nominations.domain.ineligibility import KIND
from nominations.domain.letting_in import LET_IN
from nominations.domain.locking import categories_of
from nominations.domain.matching import similar_to_candidate
from nominations.domain.more_time import can_be_given_until
from nominations.domain.noted_answers import known_address
from nominations.domain.noting_no import NO
from nominations.domain.organisers import organisers_of
from nominations.domain.protecting import identity_for
from nominations.forms.candidates import (
    CandidateForm,
    EraseForm,
    LetInForm,
    NotedForm,
    ProtectForm,
    RulingForm,
    ToldForm,
    WishForm,
)
from nominations.forms.reviewing import MergeForm
from nominations.models import Candidate, Wish


def of_edition(edition: Edition, key: int) -> Candidate:
    """The candidate, if she is one of this edition's."""
    known = Candidate.objects.select_related("edition__award__organisation", "identity")
    found: Candidate = get_object_or_404(known, edition=edition, pk=key)
    return found


def back(edition: Edition, candidate: Candidate) -> HttpResponse:
    return redirect("desk_candidate", edition.award.slug, edition.year, candidate.pk)


def candidate_page(
    request: HttpRequest, edition: Edition, candidate: Candidate, **forms: BaseForm
) -> HttpResponse:
    """With the forms that were filled in wrongly; a form may have changed its candidate, so the
    page shows what is stored."""
    stored = of_edition(edition, candidate.pk)
    person = signed_in(request)
    wrong = "wish_form" in forms
    context = {
        "edition": edition,
        "candidate": stored,
        "categories": categories_of(stored),
        "nominations": stored.nominations.order_by("created_at"),
        "suggestions": similar_to_candidate(stored) if not stored.erased_at else [],
        "identity": identity_for(stored, person),
        "fixity": fixity(stored).name,
        "rewordings": stored.rewordings.select_related("decided_by", "seconded_by"),
        "wishes": _wishes(stored, forms.pop("wish_form", None)),
        "last_day": her_last_day(stored),
        "time_until": can_be_given_until(stored),
        "proposals": waiting(edition).filter(subject=f"candidate:{stored.pk}"),
        "found_by_program": found_by_program(stored, proposer=person),
        "takes_two": takes_two(stored),
        "before_vote": before_the_vote(stored),
        "erasing_takes_two": erasing_takes_two(stored),
        "letter_by_post": not known_address(stored),
        "may_organise": may_organise(person, edition),
        **_forms(edition, stored, person),
        **forms,
    }
    status = 422 if wrong or any(form.errors for form in forms.values()) else 200
    return render(request, "nominations/desk_candidate.html", context, status=status)


def ruling_form(edition: Edition, person: Person, data: Any = None) -> RulingForm | None:
    """None for whoever cannot propose it."""
    try:
        ways = ways_to_propose(KIND, edition=edition, person=person)
    except ActRefused:
        return None
    return RulingForm(data, alone=ways.alone)


def noted_form(candidate: Candidate, person: Person, data: Any = None) -> NotedForm:
    alone = takes_two(candidate) and is_alone(NO, candidate, person)
    return NotedForm(data, candidate=candidate, alone=alone)


def erase_form(candidate: Candidate, person: Person, data: Any = None) -> EraseForm:
    alone = erasing_takes_two(candidate) and is_alone(ERASE, candidate, person)
    return EraseForm(data, alone=alone)


def let_in_form(candidate: Candidate, person: Person, data: Any = None) -> LetInForm:
    return LetInForm(data, alone=is_alone(LET_IN, candidate, person))


def is_alone(kind: str, candidate: Candidate, person: Person) -> bool:
    """Whether nobody can second her. Whoever cannot propose it is told so when she tries."""
    try:
        return ways_to_propose(kind, edition=candidate.edition, person=person).alone
    except ActRefused:
        return False


def protect_form(edition: Edition, person: Person, data: Any = None) -> ProtectForm:
    others = [each for each in organisers_of(edition) if each.pk != person.pk]
    return ProtectForm(data, others=others)


def wish_form(wish: Wish, data: Any = None) -> WishForm:
    return WishForm(data, wish=wish, latest=can_be_given_until(wish.candidate))


def _wishes(stored: Candidate, typed: BaseForm | None) -> list[tuple[Wish, BaseForm]]:
    """What she has asked, each with the form that answers it: the one that was filled in wrongly too."""
    found = stored.wishes.select_related("handled_by", "candidate__edition__award")
    return [
        (wish, typed if typed and getattr(typed, "wish", None) == wish else wish_form(wish))
        for wish in found
    ]


def _forms(edition: Edition, stored: Candidate, person: Person) -> dict[str, Any]:
    if stored.erased_at:
        return {}
    return {
        "form": CandidateForm(instance=stored),
        "merge_form": MergeForm(keep=stored),
        "told_form": ToldForm(),
        "noted_form": noted_form(stored, person),
        "ruling_form": ruling_form(edition, person),
        "protect_form": protect_form(edition, person),
        "erase_form": erase_form(stored, person),
        "let_in_form": let_in_form(stored, person),
    }
