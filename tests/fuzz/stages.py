"""A made-up year, played as far as a phase, with somebody in every role and a row behind every key."""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.test import Client
from django.utils import timezone

from award.mail.domain.not_me import Whose, link_for
from award.people.models import Person, Proposal, Witness
from award.programme.domain.clock import database_now
from award.programme.models import Award, Edition, Partner
from award.rules.domain.books import rules_in_force
from award.rules.domain.proposing import propose_rules
from nominations.domain.reviewing import accept
from nominations.domain.submitting import Wording
from nominations.models import Candidate, Entry, Nomination, Wish
from tests.factories import make_organisation, make_person, make_role
from voting.ballots.models import PendingVote
from voting.complaints.models import Complaint
from voting.jury.domain.assigning import assign_everything
from voting.jury.domain.inviting import invite_juror
from voting.jury.models import Juror
from voting.rehearsal.acts import Cast, play_jury, play_nominations, play_result, play_vote
from voting.rehearsal.browser import Visitor, hidden
from voting.rehearsal.stagecraft import DAY, Script, at_noon, set_scene, to_the_middle_of

PHASES = ("open", "jury", "vote", "announced")
WORDS = {
    "nominee_name": "Åsa Öberg",
    "motivation": "Visar vägen för alla som kommer efter, varje dag och utan att någon ser det.",
    "nominator_name": "Nils Namn",
    "nominator_email": "nils@example.org",
}


@dataclass(frozen=True)
class Stage:
    """`people` by role, None for somebody who is not signed in; `voter` has cookies of a vote, where there is one.

    `keys` are what addresses are made of; `named` those that one address has alone, by its name.
    """

    edition: Edition
    people: dict[str, Person | None]
    keys: dict[str, Any]
    named: dict[str, dict[str, Any]]
    voter: Client = field(default_factory=Client)


def play_to(phase: str) -> Stage:
    edition = _scene()
    owner = make_role(edition, "owner")
    cast = Cast(random.Random(7), owner, nominations=8, jurors=4, voters=6)
    if phase == "open":
        _nominate(edition, owner)
    else:
        play_nominations(edition, cast)
    _ask_and_propose(edition, owner)
    if phase == "jury":
        invite_juror(edition=edition, email="j@example.org", by=owner)
        to_the_middle_of(edition, "jury")
        assign_everything(edition)
    voter = Visitor(edition)
    if phase in ("vote", "announced"):
        play_jury(edition, cast)
        play_vote(edition, cast)
        _vote(edition, voter)
    if phase == "announced":
        play_result(edition)
    people = _people(edition, owner)
    return Stage(edition, people, _keys(edition), _named(edition), voter.client)


def _scene() -> Edition:
    award = Award.objects.create(
        organisation=make_organisation(),
        slug="fuzz",
        name_sv="Årets prov",
        name_en="Trial of the year",
    )
    return set_scene(award, year=2026, script=Script(opens=at_noon(database_now()) - 30 * DAY))


def _nominate(edition: Edition, owner: Person) -> None:
    """The round is open: one is a candidate already, one is to be decided on, one has not been confirmed."""
    to_the_middle_of(edition, "nomination")
    round, category = edition.rounds.get(kind="nomination"), edition.categories.get()
    for confirmed_at in (timezone.now(), timezone.now(), None):
        made = Nomination.objects.create(
            round=round,
            category=category,
            submission_key=uuid.uuid4(),
            confirmed_at=confirmed_at,
            **vars(Wording(**WORDS)),
        )
        if not Candidate.objects.filter(edition=edition).exists():
            accept(nomination=made, by=owner)


def _ask_and_propose(edition: Edition, owner: Person) -> None:
    """A nominee wishes something, somebody complains, and a change of the rules waits, for a witness too."""
    candidate = Candidate.objects.filter(edition=edition).order_by("pk").first()
    Wish.objects.create(candidate=candidate, kind="object", text="Jag vill inte.")
    Complaint.objects.create(
        edition=edition,
        submission_key=uuid.uuid4(),
        about="decision",
        name="Klara Klagar",
        email="klara@example.org",
        text="Det gick inte rätt till, och jag vill veta varför.",
    )
    rules = rules_in_force(edition)
    other = "withheld" if rules.after_withdrawal != "withheld" else "jury"
    proposal = propose_rules(
        edition, rules.having(winner_withdraws=other), by=owner, reason="Prov."
    )
    Witness.objects.create(proposal=proposal, name="Vera Vittne", email="vera@example.org")
    Partner.objects.create(edition=edition, kind="partner", name="Verket")


def _vote(edition: Edition, voter: Visitor) -> None:
    """One vote is in the box, and one waits for its code in the same browser."""
    slug = Entry.objects.filter(round__edition=edition, round__kind="vote").first().candidate.slug
    voter.vote(slug, "vera.valjare@example.org")
    paper = hidden(voter.client.get(voter._path("vote")))
    data = {"submission": paper["submission"], "email": "maja@example.org"}
    voter.client.post(voter._path("vote"), data | {edition.categories.get().slug: slug})


def _keys(edition: Edition) -> dict[str, Any]:
    first = {
        "entry": Entry.objects.filter(round__edition=edition),
        "candidate": Candidate.objects.filter(edition=edition),
        "nomination": Nomination.objects.filter(round__edition=edition, confirmed_at__isnull=False),
        "category": edition.categories.all(),
        "partner": edition.partners.all(),
        "juror": Juror.objects.filter(edition=edition),
        "proposal": Proposal.objects.filter(edition=edition),
        "wish": Wish.objects.filter(candidate__edition=edition),
    }
    rows: dict[str, Model | None] = {n: rows.order_by("pk").first() for n, rows in first.items()}
    return {
        "award": edition.award.slug,
        "year": edition.year,
        "organisation": edition.award.organisation.slug,
        "kind": "jury",
        "part": "lika",
        "round": "jury",
        "slug": edition.categories.get().slug,
        "version": 1,
        "number": 1,
        "letters": "AE",
        "cut": 7,
        "pk": 0,
        "provider_id": "entra",
        **{name: row.pk for name, row in rows.items() if row},
    }


def _named(edition: Edition) -> dict[str, dict[str, Any]]:
    """Keys that only those were given whom it is about."""
    candidate = Candidate.objects.filter(edition=edition).order_by("pk").first()
    nominations = Nomination.objects.filter(round__edition=edition)
    waiting = nominations.filter(confirmed_at=None).first() or nominations.first()
    votes = PendingVote.objects.filter(round__edition=edition)
    done, open_ = votes.exclude(done_at=None).last(), votes.filter(done_at=None).first()
    link = link_for(Whose("nominee", candidate.pk), "asa@example.org", language="sv")
    return {
        "nomination_sent": {"key": waiting.submission_key},
        "nomination_confirm": {"key": waiting.key},
        "candidate_answer": {"key": candidate.answer_key},
        "candidate_renew": {"key": candidate.answer_key},
        "complaint": {"key": Complaint.objects.get(edition=edition).key},
        "witness": {"key": Witness.objects.get(proposal__edition=edition).key},
        "not_me": {"token": link.rstrip("/").rpartition("/")[2]},
        "begin": {"key": "x"},
        "account_reset_password_from_key": {"uidb36": "1", "key": "x"},
        "design_drawing": {"kind": "facets", "number": 1},
        **({"vote_confirm": {"key": open_.key}} if open_ else {}),
        **({"vote_receipt": {"key": done.key}} if done else {}),
    }


def _people(edition: Edition, owner: Person) -> dict[str, Person | None]:
    juror = Juror.objects.filter(edition=edition).select_related("person").first()
    return {
        "anonymous": None,
        "voter": None,
        "stranger": make_person(),
        "juror": juror.person if juror else make_role(edition, "juror"),
        "reader": make_role(edition, "reader"),
        "organiser": make_role(edition, "organiser"),
        "owner": owner,
    }
