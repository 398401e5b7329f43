"""What the first page of the desk says: the year part by part, and what waits for somebody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.desk.domain.mail import ended_of, mail_of
from award.desk.domain.proposals import proposal_rows
from award.desk.registry import Decision, Figure, panels
from award.mail.domain.health import Health
from award.mail.models import Effect
from award.people.domain.circle import circle_of
from award.people.domain.two_persons import waiting
from award.people.models import Person
from award.people.permissions import may_own
from award.programme.domain.calendar import Calendar
from award.programme.domain.round_names import round_name
from award.programme.models import Edition
from award.rules.domain.notices import notices


@dataclass(frozen=True)
class Part:
    """A round or the announcement: `state` is past, open, next or later."""

    heading: str
    opens_at: datetime | None
    closes_at: datetime
    state: str
    figures: Sequence[Figure] = ()


def parts(edition: Edition, calendar: Calendar) -> list[Part]:
    """The year in order, each part with its numbers."""
    found = [
        Part(
            round_name(round),
            round.opens_at,
            round.closes_at,
            _state(calendar, round.opens_at, round.closes_at),
            [figure for panel in panels() for figure in panel.figures_of(round)],
        )
        for round in calendar.rounds
    ]
    at = calendar.announce_at
    state = _state(calendar, at, at)
    told = [f for panel in panels() if panel.kind == "result" for f in panel.figures(edition)]
    announcement = Part(_("The announcement"), None, at, state, told)
    return sorted([*found, announcement], key=lambda part: part.opens_at or part.closes_at)


def _state(calendar: Calendar, opens_at: datetime, closes_at: datetime) -> str:
    if closes_at <= calendar.now:
        return "past"
    if opens_at <= calendar.now:
        return "open"
    following = calendar.next_round.opens_at if calendar.next_round else calendar.announce_at
    return "next" if opens_at == following else "later"


def decisions(
    edition: Edition, *, calendar: Calendar, health: Health, person: Person
) -> list[Decision]:
    """What waits, the most pressing first."""
    dated = [
        *_unpublished(edition, calendar),
        *(decision for panel in panels() for decision in panel.decisions(edition)),
    ]
    return [
        *_platform(health),
        *_unsent(edition, person),
        *_waiting_seals(edition, calendar),
        *_proposals(edition, person),
        *sorted(dated, key=lambda d: (d.due is not None, d.due)),
        *_people(edition, person),
    ]


def _platform(health: Health) -> Iterator[Decision]:
    if health.still:
        yield Decision(
            _(
                "Everything stands still since it was put back from a copy: look whether it is right"
            ),
            "#platform",
        )
    if not health.ticking:
        yield Decision(
            _("The clockwork is silent: tell whoever looks after the server"), "#platform"
        )


def _unsent(edition: Edition, person: Person) -> Iterator[Decision]:
    unsent = mail_of(edition).dead().count()
    page = _page(edition, "mail")
    if unsent:
        text = ngettext("%d mail could not be sent", "%d mails could not be sent", unsent)
        yield Decision(text % unsent, page)
    ended = ended_of(edition).count()
    if ended:
        text = ngettext(
            "%d mail was not meant for whoever got it",
            "%d mails were not meant for whoever got them",
            ended,
        )
        yield Decision(text % ended, f"{page}#ended")
    tasks = Effect.objects.dead().count()
    if tasks and may_own(person, edition.award.organisation):
        text = ngettext("%d task was given up", "%d tasks were given up", tasks)
        yield Decision(text % tasks, f"{page}#tasks")


def _waiting_seals(edition: Edition, calendar: Calendar) -> Iterator[Decision]:
    """A round that has closed and can still be given more time."""
    for notice in notices(edition, now=calendar.now):
        yield Decision(notice, _page(edition, "rules"))


def _proposals(edition: Edition, person: Person) -> Iterator[Decision]:
    page = _page(edition, "proposals")
    for row in proposal_rows(waiting(edition), person):
        where = f"{page}#p{row.proposal.pk}"
        told = {"name": row.proposal.proposed_by, "what": row.sentences[0]}
        if row.can_second:
            yield Decision(_("%(name)s proposes, and you can approve: %(what)s") % told, where)
        elif row.proposal.takes_effect_at:
            text = _("Takes effect if nobody declines it: %(what)s") % told
            yield Decision(text, where, row.proposal.takes_effect_at)
        elif row.is_mine:
            yield Decision(_("Your proposal waits: %(what)s") % told, where)


def _people(edition: Edition, person: Person) -> Iterator[Decision]:
    if circle_of(edition.award.organisation, edition).persons() < 2:
        yield Decision(
            _("There is one organiser: what matters most takes two"), _page(edition, "people")
        )
    if not person.name:
        yield Decision(_("Write your name: it stands in the log"), reverse("account"))


def _unpublished(edition: Edition, calendar: Calendar) -> Iterator[Decision]:
    if not edition.is_public and calendar.next_round:
        yield Decision(
            _("See the programme through, and publish it"),
            _page(edition, "programme"),
            calendar.next_round.opens_at,
        )


def _page(edition: Edition, page: str) -> str:
    return reverse(f"desk_{page}", args=[edition.award.slug, edition.year])
