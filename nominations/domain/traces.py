"""Where else in the year a candidate is named: in mail, and in the details of the log."""

from __future__ import annotations

from award.people.domain.personal.finding import addresses_of, names_of
from award.people.domain.personal.letters import Letters
from award.people.domain.personal.log_details import LogDetails
from award.people.domain.personal.mentions import take_out
from award.people.domain.personal.reach import Reach
from award.people.domain.personal.sources import Holding
from nominations.models import Candidate, Nomination


def traces_of(candidate: Candidate) -> tuple[list[Holding], list[Holding]]:
    """Letters and entries of her year that say her name or address, in any of their forms.

    Of other years none: somebody else may have her name there.
    """
    known, reach = _known(candidate), _her_year(candidate)
    return [*Letters().of(known, reach)], [*LogDetails().of(known, reach)]


def called(candidate: Candidate) -> set[str]:
    """Every name and address that she has had, or was given, this year."""
    known = _known(candidate)
    return names_of(known) | addresses_of(known)


def take_out_of_texts(candidate: Candidate, names: set[str]) -> None:
    """Out of what was written about others of her year."""
    others = Nomination.objects.filter(round__edition=candidate.edition_id)
    take_out(others.exclude(candidate=candidate), "motivation", names=names)
    beside = Candidate.objects.filter(edition=candidate.edition_id).exclude(pk=candidate.pk)
    take_out(beside, "motivation_sv", "motivation_en", "presentation", names=names)


def _known(candidate: Candidate) -> list[Holding]:
    """What she is, and was, called; of a protected one also who she is."""
    nominations = Nomination.objects.filter(candidate=candidate)
    told = nominations.values_list("nominee_name", "nominee_email")
    former = [(rewording.former_name, "") for rewording in candidate.rewordings.all()]
    called = {(candidate.name, candidate.email), *told, *former}
    if candidate.is_protected:
        called.add((candidate.identity.name, candidate.identity.email))
    return [
        Holding("nominee", str(candidate.pk), what="", name=name, addresses=(address,))
        for name, address in sorted(called)
    ]


def _her_year(candidate: Candidate) -> Reach:
    edition = candidate.edition
    return Reach(edition.award.organisation, frozenset({edition.pk}), None, whole=False, owns=True)
