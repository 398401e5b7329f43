"""What is held of candidates: who they are, what is said of them, and what they have asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.people.domain.personal.keeping import until
from award.people.domain.personal.reach import Reach
from award.people.domain.personal.sources import CannotErase, Holding, Source
from award.people.domain.personal.wanted import Wanted
from award.people.domain.two_persons import ActRefused
from award.people.models import Person, Proposal
from award.programme.cleaning.ordering import words_in_order
from award.programme.models import Organisation
from nominations.domain import erasing
from nominations.domain.erasing import erase_candidate, erasing_takes_two
from nominations.domain.forgetting import ERASE, forget
from nominations.domain.portrait_files import forget_stray_portraits
from nominations.models import Candidate, ProtectedIdentity, Rewording, Wish

DECLINED = "declined"


class Nominees(Source):
    slug = "nominee"
    title = gettext_lazy("Nominated, and a candidate")
    why = gettext_lazy("So that the jury and the public can choose among those who are nominated.")
    order = 30
    holds = {
        Candidate: (
            "name", "title", "workplace", "email", "slug", "motivation_sv", "motivation_en", "presentation",
            "portrait", "portrait_alt", "ineligible_reason", "guardian", "answered_from",
        ),
        ProtectedIdentity: ("name", "workplace", "email", "nominations"),
        Rewording: ("before", "after", "reason"),
        Wish: ("text", "changes", "answer"),
        Proposal: ("payload", "reason", "outcome"),
    }  # fmt: skip

    def find(self, wanted: Wanted, reach: Reach) -> Iterable[Holding]:
        """Also by what a candidate was called before, and by a guardian's name; who somebody protected is, finds her keeper alone."""
        for candidate in _candidates(reach).prefetch_related("rewordings"):
            names = [
                candidate.name,
                candidate.guardian,
                *(r.former_name for r in candidate.rewordings.all()),
            ]
            known = _identity(candidate, reach)
            if known:
                names.append(known.name)
            addresses = [known.email if known else candidate.email]
            if any(wanted.fits(name, *addresses) for name in names):
                yield _holding(candidate, reach)

    def get(self, key: str, reach: Reach) -> Holding | None:
        found = _candidates(reach).filter(pk=key).first() if key.isdecimal() else None
        return _holding(found, reach) if found else None

    def of(self, known: Sequence[Holding], reach: Reach) -> Iterable[Holding]:
        """The candidates that known nominations are about."""
        keys = {each.thing.candidate_id for each in known if each.source == "nominated"}
        for candidate in _candidates(reach).filter(pk__in=keys):
            yield _holding(candidate, reach)

    def until(self, holding: Holding) -> str:
        if holding.thing.declined_at:
            return _("%s: counted from the no") % until(DECLINED, holding.edition)
        return _("as long as the award shows its years, for as long as the person agrees")

    def contents(self, holding: Holding) -> Mapping[str, Any]:
        candidate: Candidate = holding.thing
        return {
            **{name: getattr(candidate, name) for name in erasing.SAID},
            "portrait": _picture(candidate),
            "told": candidate.informed_at,
            "said_yes": candidate.accepted_at,
            "said_no": candidate.declined_at,
            "asked": [
                {
                    "what": str(w.in_her_words),
                    "text": w.text,
                    "at": w.created_at,
                    "answer": w.answer,
                }
                for w in Wish.objects.filter(candidate=candidate).order_by("created_at")
            ],
            "renamed": [
                {"before": r.before, "after": r.after, "at": r.at}
                for r in candidate.rewordings.all()
            ],
            "identity": _identity_told(holding),
        }

    def goes(self, holding: Holding) -> Sequence[str]:
        said = [
            _(
                "Name, workplace, address, picture and everything that was written about the person in "
                "nominations, on the candidate’s page and in proposals."
            ),
            _("The name, where it stands in what was written about others that year."),
            _(
                "The line in the annex of the published package, and what the jury wrote of the winner."
            ),
        ]
        if erasing_takes_two(holding.thing):
            said.append(
                _(
                    "The vote has opened, or a round is over: this waits for a second person to agree."
                )
            )
        return said

    def stays(self, holding: Holding) -> Sequence[str]:
        return [
            _(
                "How many nominations, points and votes there were: every count stays, without the name."
            ),
            _(
                "Ballots that were cast, which nobody can change or join to a voter, with the short name "
                "that they were counted under; and score sheets under an alias."
            ),
        ]

    def hindrance(self, holding: Holding, *, by: Person) -> str:
        return str(erasing.TAKES_PART) if holding.thing.accepted_at else ""

    def erase(self, holding: Holding, *, by: Person | str, reason: str) -> bool:
        candidate = Candidate.objects.filter(pk=holding.thing.pk).first()
        if candidate is None or candidate.erased_at:
            return True
        if not isinstance(by, Person):
            erase_candidate(candidate, by=by, reason=reason, taking_part=True)
            return True
        try:
            return _erased_or_waiting(candidate, by=by, reason=reason)
        except (erasing.CannotErase, ActRefused) as refusal:
            raise CannotErase(str(refusal)) from None

    def after_restore(self) -> int:
        """Pictures come from a back-up of their own: those that no candidate has are somebody's who is gone."""
        return forget_stray_portraits()

    def organisation_of(self, key: str) -> Organisation | None:
        found = (
            Candidate.objects.filter(pk=key).select_related("edition__award__organisation").first()
        )
        return found.edition.award.organisation if found else None


def _erased_or_waiting(candidate: Candidate, *, by: Person, reason: str) -> bool:
    asked = Proposal.objects.waiting().filter(kind=ERASE, subject=f"candidate:{candidate.pk}")
    if asked.exists():
        return False
    return forget(candidate, by=by, reason=reason) is None


def _candidates(reach: Reach) -> QuerySet[Candidate]:
    found = Candidate.objects.filter(edition__in=reach.editions, erased_at=None)
    return found.select_related("edition__award", "identity").order_by(
        "-edition__year", words_in_order("name"), "pk"
    )


def _identity(candidate: Candidate, reach: Reach) -> ProtectedIdentity | None:
    """Who somebody protected is, for her keepers, and for the program."""
    if not candidate.is_protected:
        return None
    identity: ProtectedIdentity = candidate.identity
    return identity if reach.reader is None or identity.is_kept_by(reach.reader) else None


def _holding(candidate: Candidate, reach: Reach) -> Holding:
    known = _identity(candidate, reach)
    edition = candidate.edition
    address = known.email if known else candidate.email
    return Holding(
        "nominee",
        str(candidate.pk),
        what=_("A candidate for %s") % edition,
        name=known.name if known else candidate.name,
        addresses=(address,) if address else (),
        edition=edition,
        born=candidate.created_at,
        page=reverse("desk_candidate", args=[edition.award.slug, edition.year, candidate.pk]),
        thing=candidate,
    )


def _picture(candidate: Candidate) -> bytes | None:
    name = candidate.portrait.name
    if not name or not candidate.portrait.storage.exists(name):
        return None
    with candidate.portrait.open("rb") as file:
        return bytes(file.read())


def _identity_told(holding: Holding) -> Mapping[str, Any]:
    """Only where the holding's own name is the protected one, which a keeper alone is given."""
    candidate: Candidate = holding.thing
    if not candidate.is_protected or holding.name == candidate.name:
        return {}
    identity = candidate.identity
    return {"name": identity.name, "workplace": identity.workplace, "address": identity.email}
