"""The acts of a year: nominations, jury, vote, result."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from django.core.files.base import ContentFile

from award.mail.domain.ticking import tick
from award.people.models import Person
from award.programme.models import Edition
from award.rules.domain.books import rules_in_force
from nominations.domain.answering import accept_candidacy
from nominations.domain.asking import inform
from nominations.domain.editing import edit_candidate
from nominations.domain.matching import similar_candidates
from nominations.domain.reviewing import accept, reject
from nominations.models import Candidate, Entry, Nomination
from nominations.models.candidate import UNMISTAKABLE
from voting.jury.domain.assigning import assign_everything
from voting.jury.domain.inviting import invite_juror
from voting.jury.models import Juror
from voting.rehearsal.browser import Visitor
from voting.rehearsal.corpus import DEEDS, Made, make_motivation, make_people, misspell
from voting.rehearsal.portraits import draw_portrait
from voting.rehearsal.stagecraft import GRACE, to_the_end_of, to_the_middle_of


@dataclass(frozen=True)
class Cast:
    """How many play, with what chance, and who organises."""

    chance: random.Random
    organiser: Person
    nominations: int = 24
    jurors: int = 5
    voters: int = 200
    juror_emails: list[str] = field(default_factory=list)


def play_nominations(edition: Edition, cast: Cast) -> str:
    """The public nominates, some of them the same person under another spelling."""
    nominees = make_people(cast.chance, max(3, cast.nominations // 2))
    nominators = make_people(cast.chance, 40)
    deeds = cast.chance.sample(DEEDS, len(DEEDS))
    to_the_middle_of(edition, "nomination")
    for number in range(cast.nominations):
        which = number % len(nominees)
        nominee, deed = nominees[which], deeds[which % len(deeds)]
        again = number >= len(nominees)
        Visitor(edition).nominate(
            nominee,
            name=misspell(cast.chance, nominee.name) if again else nominee.name,
            nominator=cast.chance.choice(nominators),
            motivation=make_motivation(cast.chance, deed),
        )
    merged = _review(edition, cast)
    for candidate in Candidate.objects.filter(edition=edition).order_by("slug"):
        _prepare(candidate, cast)
    to_the_end_of(edition, "nomination")
    tick()
    people = Candidate.objects.filter(edition=edition).count()
    return f"{cast.nominations} nominations, {merged} of somebody known, {people} candidates"


def play_jury(edition: Edition, cast: Cast) -> str:
    """Jurors score; one is late and refused, one steps back."""
    emails = cast.juror_emails or [f"jurist{n}@example.org" for n in range(1, cast.jurors + 1)]
    for email, made in zip(emails, make_people(cast.chance, len(emails)), strict=True):
        invite_juror(edition=edition, email=email, name=made.name, by=cast.organiser)
    jurors = list(Juror.objects.filter(edition=edition).select_related("person").order_by("id"))
    late = jurors[-1] if len(jurors) > 2 else None
    to_the_middle_of(edition, "jury")
    assign_everything(edition)
    for juror in jurors:
        _score_all(edition, juror, cast, finishes=juror != late)
    to_the_end_of(edition, "jury")
    refused = _comes_late(edition, late)
    to_the_end_of(edition, "jury", later=GRACE)
    tick()
    return f"{len(jurors)} jurors, one stepped back, {refused} sheet came too late"


def play_vote(edition: Edition, cast: Cast) -> str:
    """The public votes; some twice, and somebody too late."""
    round = to_the_middle_of(edition, "vote")
    finalists = sorted(e.candidate.slug for e in Entry.objects.on_shortlist(round))
    taste = [cast.chance.paretovariate(1.2) for _ in finalists]
    voted = 0
    for number in range(cast.voters):
        slug = cast.chance.choices(finalists, taste)[0]
        email = f"rostare{number}@example.org"
        voted += Visitor(edition).vote(slug, email)
        if number % 50 == 7:
            Visitor(edition).vote(cast.chance.choice(finalists), email)
    return (
        f"{voted} voters, {sum(n % 50 == 7 for n in range(cast.voters))} of them changed their vote"
    )


def play_result(edition: Edition) -> str:
    """The vote closes, somebody comes too late, the clockwork seals."""
    to_the_end_of(edition, "vote")
    late = Visitor(edition).vote("nobody", "sen@example.org")
    tick()
    return "a late vote was taken" if late else "a late vote was refused, and the result is sealed"


def _review(edition: Edition, cast: Cast) -> int:
    """Accept everybody, recognising those who are known; one joke is rejected."""
    merged = 0
    for nomination in Nomination.objects.filter(round__edition=edition).undecided():
        known = similar_candidates(nomination)
        accept(
            nomination=nomination,
            candidate=known[0].candidate if known else None,
            by=cast.organiser,
        )
        merged += bool(known)
    joke = Visitor(edition)
    odd = joke.nominate(
        Made("Robot Robotsson", "Framtiden", "robot"),
        name="Min robotgräsklippare",
        nominator=make_people(cast.chance, 1)[0],
        motivation="Den är outtröttlig och klagar aldrig, och den hittar alltid hem till laddaren.",
    )
    odd.refresh_from_db()
    reject(nomination=odd, reason="En maskin kan inte bli vald.", by=cast.organiser)
    return merged


def _number(candidate: Candidate) -> int:
    """How many of the edition's candidates came before her: no two neighbours look alike."""
    return Candidate.objects.filter(edition=candidate.edition_id, pk__lt=candidate.pk).count()


def _prepare(candidate: Candidate, cast: Cast) -> None:
    """She is asked and says yes; the organisers write about her and add a portrait.

    Her alias is drawn anew, by the rehearsal's own chance: lots are drawn among aliases.
    """
    alias = "k" + "".join(cast.chance.choices(UNMISTAKABLE, k=8))
    Candidate.objects.filter(pk=candidate.pk).update(alias=alias)
    title = cast.chance.choice(["systemutvecklare", "it-arkitekt", "testledare", "driftchef"])
    first = candidate.nominations.order_by("pk").first()
    edit_candidate(
        candidate,
        changes={
            "email": candidate.email or f"{candidate.slug}@example.org",
            "motivation_sv": first.motivation if first else "",
            "portrait_alt": f"Tecknat porträtt av {candidate.name}",
        },
        portrait=ContentFile(
            draw_portrait(candidate.name, number=_number(candidate)), name=f"{candidate.slug}.webp"
        ),
        by=cast.organiser,
    )
    candidate.refresh_from_db()
    inform(candidate, by=cast.organiser)
    accept_candidacy(candidate, name=candidate.name, title=title, workplace=candidate.workplace)


def _score_all(edition: Edition, juror: Juror, cast: Cast, *, finishes: bool) -> None:
    """Everything on her desk but, for one juror, the last sheet; the first juror steps back once."""
    visitor = Visitor(edition, signed_in=juror.person)
    harshness = cast.chance.choice([0, 0, 1])
    entries = list(Entry.objects.filter(assignments__juror=juror).order_by("id"))
    for number, entry in enumerate(entries if finishes else entries[:-1]):
        if number == 0 and juror.pk == Juror.objects.filter(edition=edition).order_by("id")[0].pk:
            visitor.step_back(entry.pk, "Vi arbetar i samma grupp.")
            continue
        points = {
            slug: max(1, min(5, _quality(entry) + cast.chance.choice([-1, 0, 0, 1]) - harshness))
            for slug in _criteria(edition)
        }
        visitor.score(entry.pk, points)


def _criteria(edition: Edition) -> list[str]:
    jury = rules_in_force(edition).jury
    return [criterion.slug for criterion in jury.criteria] if jury else []


def _quality(entry: Entry) -> int:
    """How good she is: the same for every juror."""
    return 2 + sum(map(ord, entry.candidate.slug)) % 4


def _comes_late(edition: Edition, juror: Juror | None) -> int:
    if juror is None:
        return 0
    entry = Entry.objects.filter(assignments__juror=juror).order_by("id").last()
    if entry is None:
        return 0
    points = dict.fromkeys(_criteria(edition), 5)
    answer = Visitor(edition, signed_in=juror.person).score(entry.pk, points)
    return int(answer.status_code != 302)
