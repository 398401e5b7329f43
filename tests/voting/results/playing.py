"""Years that are played to their result, and what came of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import uuid4

from django.urls import reverse
from django.utils import translation

from award.programme.models import Edition
from award.rules.domain.document import Publication
from nominations.models import Entry
from tests.factories import (
    get_round,
    make_candidate,
    make_edition,
    make_entry,
    make_organiser,
    move_round,
    shift_edition,
)
from tests.voting.ballots.electorate import make_vote, vote_for
from voting.ballots.domain.casting import cast
from voting.jury.domain.assigning import assign_everything
from voting.jury.domain.inviting import invite_juror
from voting.jury.domain.scoring import complete
from voting.results.domain.announcing import public_result
from voting.results.domain.settling import settle
from voting.results.models import EditionResult, RoundResult

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
CATEGORY = "kategori-1"
CRITERIA = ("forebild", "insats", "spridning")
EVERYTHING = Publication(1, 1, "sheets", "ballots")
IN_FIGURES = Publication(5, 10, "figures", "figures", "Länets revisor")


def judge(edition: Edition, points: Mapping[str, int], jurors: int = 2) -> None:
    """Candidates by slug with the same points from every juror on every criterion; 0 is no sheet."""
    organiser = make_organiser(edition)
    for n in range(jurors):
        invite_juror(edition=edition, email=f"j{n}.{edition.pk}@example.org", by=organiser)
    for slug in points:
        make_entry(edition, candidate=make_candidate(edition, slug.title(), slug=slug))
    assign_everything(edition)
    for juror in edition.jurors.all():
        for entry in Entry.objects.filter(round__kind="jury", round__edition=edition):
            given = points[entry.candidate.slug]
            if given:
                complete(juror=juror, entry=entry, scores=dict.fromkeys(CRITERIA, given))


def vote(edition: Edition, votes: Mapping[str, int]) -> None:
    for slug, count in votes.items():
        for n in range(count):
            cast(
                round=get_round(edition, "vote"),
                identity=f"{slug}{n}@example.org",
                choices={CATEGORY: slug},
                submission=uuid4(),
            )


def close_jury(edition: Edition) -> None:
    """Past its grace, and sealed."""
    move_round(get_round(edition, "jury"), closes_in=-DAY - MINUTE)
    settle(edition)


def open_vote(edition: Edition) -> None:
    move_round(get_round(edition, "vote"), closes_in=DAY)


def close_vote(edition: Edition) -> None:
    move_round(get_round(edition, "vote"), closes_in=-MINUTE)


def played(
    points: Mapping[str, int],
    votes: Mapping[str, int],
    *,
    publication: Publication = EVERYTHING,
    jurors: int = 2,
    **fields: object,
) -> Edition:
    """A judged and voted edition whose vote closed a minute ago, not settled."""
    edition = make_edition("jury", **{"rules": {"publication": publication}, **fields})
    judge(edition, points, jurors)
    close_jury(edition)
    open_vote(edition)
    vote(edition, votes)
    close_vote(edition)
    return edition


def settled(points: Mapping[str, int], votes: Mapping[str, int], **fields: object) -> Edition:
    """The same, sealed and not announced."""
    edition = played(points, votes, **fields)
    settle(edition)
    return edition


def announce(edition: Edition) -> EditionResult | None:
    """Let its moment come."""
    shift_edition(edition, by=-30 * DAY)
    return public_result(edition)


def counted(
    method: str, ballots: Mapping[str, int], *, public: bool = True, **rules: object
) -> Edition:
    """An edition whose vote alone decides: ballots of Anna, Berit and Cecilia."""
    rules = {"publication": EVERYTHING} | rules
    round = make_vote(method=method, kinds=("vote",), rules=rules)
    for choice, voters in ballots.items():
        for _ in range(voters):
            vote_for(round, choice)
    edition = move_round(round, closes_in=-MINUTE).edition
    settle(edition)
    if public:
        announce(edition)
    return edition


def newest(edition: Edition) -> EditionResult:
    return EditionResult.objects.of(edition).first()


def round_content(edition: Edition, kind: str) -> dict:
    return RoundResult.objects.get(round__edition=edition, round__kind=kind).content


def alias(edition: Edition, slug: str) -> str:
    return edition.candidates.get(slug=slug).alias


def slugs(edition: Edition, figures: Mapping[str, str]) -> dict[str, str]:
    """Figures by slug that the sealed content has by alias."""
    known = dict(edition.candidates.values_list("alias", "slug"))
    return {known[alias]: figure for alias, figure in figures.items()}


def places(edition: Edition) -> list[tuple[int, list[str]]]:
    known = dict(edition.candidates.values_list("alias", "slug"))
    found = newest(edition).content["categories"][CATEGORY]["placements"]
    return [(p["place"], sorted(known[a] for a in p["candidates"])) for p in found]


def path(name: str, edition: Edition, *more: object) -> str:
    with translation.override("sv"):
        return reverse(name, args=[edition.award.slug, edition.year, *more])
