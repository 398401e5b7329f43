"""An act that takes two people: proposed by one, decided by another, a witness or the public clock."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from award.mail.models import HoldsCode
from award.people.models.person import Person
from award.programme.append_only import EDITION_ERASER, append_only
from award.programme.cleaning.lengths import at_most
from award.programme.models.edition import Edition
from award.programme.models.organisation import Organisation
from award.programme.narrowed import narrowed

PUBLIC_HOURS = timedelta(hours=72)
LONGEST_REASON = 1000  # for declining one
LONGEST = 4000  # for proposing one, whatever it is


def new_witness_key() -> str:
    """What stands in the address of a witness's page: 192 random bits."""
    return secrets.token_urlsafe(24)


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def waiting(self) -> ProposalQuerySet:
        return self.filter(state=Proposal.State.WAITING)

    def about(self, edition: Edition) -> ProposalQuerySet:
        """The edition's, and those of its whole organisation; newest first."""
        whole = Q(edition=None, organisation=edition.award.organisation_id)
        return (
            self.filter(Q(edition=edition) | whole)
            .select_related(
                "proposed_by", "decided_by", "organisation", "edition__award", "witness"
            )
            .order_by("-proposed_at")
        )


@append_only(
    moves=(
        "state",
        "decided_by",
        "decided_name",
        "decided_at",
        "witnessed_at",
        "outcome",
        "seniority",
    ),
    eraser=EDITION_ERASER,
    blanks=("payload", "reason"),
    blanker="forebild_blank_proposals",
)
class Proposal(models.Model):
    """What somebody wants done, with her reason; added, decided once, never rewritten.

    Where the law asks for it, payload, reason and outcome are emptied.

    `words` are sentences for readers, `{"sv": […], "en": […]}`, the first of them what is to happen.
    `senior_before`: who decides held her role before this real moment, whatever clock the edition has.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Taken back")
        LAPSED = "lapsed", _("Lapsed")

    class Needs(models.TextChoices):
        SECOND = "second", _("A second organiser")
        WITNESS = "witness", _("A witness from outside")
        HOURS = "hours", _("Hours in public")
        ONE = "one", _("One organiser")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="proposals")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="proposals", null=True)
    kind = models.CharField(max_length=64, help_text="`candidate.rename`.")
    subject = models.CharField(max_length=64, blank=True, help_text="`candidate:12`.")
    payload = models.JSONField(default=dict)
    words = models.JSONField()
    reason = models.TextField(max_length=LONGEST)
    needs = models.CharField(max_length=8, choices=Needs.choices)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_name = models.CharField(
        max_length=120, blank=True, help_text="As she was called then."
    )
    proposed_at = models.DateTimeField()
    senior_before = models.DateTimeField()
    takes_effect_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    decided_name = models.CharField(max_length=120, blank=True, help_text="As she was called then.")
    decided_at = models.DateTimeField(null=True)
    witnessed_at = models.DateTimeField(null=True)
    outcome = models.TextField(
        max_length=LONGEST, blank=True, help_text="Why it was declined, or lapsed."
    )

    seniority = models.JSONField(
        default=list,
        help_text="Proposer's, decider's: `{name, role, since, given_by}`, as of then.",
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            *at_most("proposal", reason=LONGEST, outcome=LONGEST),
            models.UniqueConstraint(
                fields=["organisation", "edition", "kind", "subject"],
                condition=Q(state="waiting") & ~Q(subject=""),
                name="one_waiting_proposal_about_a_thing",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "approved", "declined", "withdrawn", "lapsed"]),
                name="proposal_state_known",
            ),
            models.CheckConstraint(
                condition=Q(needs__in=["second", "witness", "hours", "one"]),
                name="proposal_needs_known",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="proposal_has_a_reason"),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None)
                | (~Q(state="waiting") & Q(decided_at__isnull=False)),
                name="proposal_decided_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(needs="hours")
                | Q(
                    takes_effect_at__isnull=False,
                    takes_effect_at__gte=F("proposed_at") + PUBLIC_HOURS,
                ),
                name="proposal_waits_72_hours",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | Q(needs="one")
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by")))
                | Q(needs="witness", witnessed_at__isnull=False)
                | Q(needs="hours", decided_at__gte=F("takes_effect_at")),
                name="proposal_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} ({self.state})"

    @property
    def sentences(self) -> list[str]:
        """What is proposed, in the reader's language."""
        language = "en" if (get_language() or "").startswith("en") else "sv"
        return list(self.words[language])

    @property
    def public_hours(self) -> int:
        """For how long a lone organiser's act stands in public before it takes effect."""
        return int(PUBLIC_HOURS.total_seconds() // 3600)

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING


@narrowed(
    changes=(
        "code_renewal",
        "code_attempts",
        "code_sent_at",
        "codes_sent",
        "confirmed_at",
        "refused_at",
        "name",
        "email",
    )
)
class Witness(HoldsCode):
    """Somebody from outside who confirms a lone organiser's act from her own address."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="witness")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    key = models.CharField(max_length=40, unique=True, default=new_witness_key)
    confirmed_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="witness_has_a_name"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(refused_at=None), name="witness_says_one_thing"
            ),
        ]

    def __str__(self) -> str:
        return self.name
