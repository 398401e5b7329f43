"""The person (or project) that one or many nominations are about."""

from __future__ import annotations

import secrets
import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext as _

from award.mail.models import HoldsCode
from award.programme.cleaning.lengths import at_most
from award.programme.models import Edition, EditionClock
from award.rules.models import RuleBook
from nominations.models.lengths import LONGEST, LONGEST_PRESENTATION, LONGEST_REASON, NAME

# GDPR article 14: within a month of our having a person's data she is told. The jury never sees
# whoever has not been told; from the first of these days the desk says how late it is, and what is
# left of her on the second is erased, so that no weekend and no outage carries it over the third.
INFORM_WITHIN = timedelta(days=25)
ERASE_AFTER = timedelta(days=28)
AT_LATEST = timedelta(days=30)
# No letter or digit that is taken for another one when an alias is read aloud or copied by hand.
UNMISTAKABLE = "23456789abcdefghjkmnpqrstuvwxyz"


def new_alias() -> str:
    """`k` and eight random characters: 31⁸ of them, so that none is guessed or drawn twice."""
    return "k" + "".join(secrets.choice(UNMISTAKABLE) for _ in range(8))


class CandidateQuerySet(models.QuerySet["Candidate"]):
    """Who may be seen: the jury sees `informed()`, the public `public()`, and there is no third."""

    def taking_part(self) -> CandidateQuerySet:
        """Those who have not declined, may be chosen, and have not been erased."""
        return self.filter(declined_at=None, ineligible_at=None, erased_at=None)

    def informed(self) -> CandidateQuerySet:
        """Those who know of it (GDPR article 14): nobody else comes before the jury."""
        return self.taking_part().exclude(informed_at=None, accepted_at=None)

    def public(self) -> CandidateQuerySet:
        """Those who have said yes; or who know of it, where the rules say that no yes is needed."""
        newest = RuleBook.objects.filter(edition=OuterRef("edition"), adopted_at__isnull=False)
        needed = newest.order_by("-version").values("rules__consent__needed")[:1]
        return (
            self.informed()
            .alias(yes_needed=Subquery(needed))
            .filter(Q(accepted_at__isnull=False) | Q(yes_needed=False))
        )

    def with_nominations(self) -> CandidateQuerySet:
        """Each with `nomination_count`."""
        return self.annotate(nomination_count=models.Count("nominations"))

    def unanswered(self) -> CandidateQuerySet:
        """Those who have said neither yes nor no."""
        return self.taking_part().filter(accepted_at=None)

    def reachable(self) -> CandidateQuerySet:
        """Those whose address we have."""
        return self.filter(~Q(email="") | Q(identity__email__gt=""))

    def without_address(self) -> CandidateQuerySet:
        """Those who have not answered and cannot be written to."""
        return self.unanswered().exclude(pk__in=self.model.objects.reachable().values("pk"))

    def not_asked(self) -> CandidateQuerySet:
        """Those who can be written to, and have not been."""
        return self.unanswered().reachable().filter(asked_at=None)

    def silent(self) -> CandidateQuerySet:
        """Those who have been asked and have not answered."""
        return self.unanswered().reachable().exclude(asked_at=None)

    def with_known_since(self) -> CandidateQuerySet:
        """Each with `known_since`: when we were first given her name, by the earliest nomination."""
        return self.annotate(known_since=Coalesce(Min("nominations__created_at"), "created_at"))

    def not_told(self) -> CandidateQuerySet:
        """Those who have not heard of it, each with `known_since`."""
        unheard = self.unanswered().filter(informed_at=None)
        return unheard.with_known_since().order_by("known_since", "id")  # type: ignore[misc]

    def to_erase(self) -> CandidateQuerySet:
        """Those whom we have known for 28 days and could not tell, also where they are ruled out.

        Whoever has an address that no mail has gone to yet is told instead, and has until day 30.
        """
        now = EditionClock("edition_id")
        unheard = self.filter(erased_at=None, informed_at=None, accepted_at=None, declined_at=None)
        still = Q(
            asked_at=None, ineligible_at=None, pk__in=self.model.objects.reachable().values("pk")
        )
        return unheard.with_known_since().filter(
            Q(known_since__lte=now - ERASE_AFTER) & ~still | Q(known_since__lte=now - AT_LATEST)
        )


class Candidate(HoldsCode):
    """Who is considered. `slug` names her in ballots, `[a-z0-9-]+`, unique in the edition.

    `alias` names her in what is sealed and hashed. It stands beside her name in the annex of the
    published package and nowhere else, so that dropping the line there is forgetting her.
    `presentation` is her own words, in her own language; everything else that is said of her an
    organiser has read at `words_checked_at`, and no mail to her holds a word of it before.
    `asked_at` is when a mail first asked her, `informed_at` when she first heard of it in any way.
    `guardian` is who has agreed as well, for a nominee who is too young to agree alone. `declined_herself`: her
    no came from her own page. `answered_from` is the address that she had when she last answered there.
    `answer_until` is a later last day to say yes than everybody's, for whoever asked for more time.
    `as_is_at`: when an organiser said that she goes public without the picture or text that is missing.
    `public_until` is when she left what the public saw, for whoever did.
    `answer_key` opens her page for a while from `link_sent_at`; `former_key` did so once.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="candidates")
    slug = models.SlugField(max_length=80)
    alias = models.SlugField(max_length=9, default=new_alias, editable=False)
    name = models.CharField(max_length=NAME, blank=True)
    title = models.CharField(max_length=NAME, blank=True)
    workplace = models.CharField(max_length=NAME, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="sv")
    motivation_sv = models.TextField(max_length=LONGEST, blank=True)
    motivation_en = models.TextField(max_length=LONGEST, blank=True)
    presentation = models.TextField(max_length=LONGEST_PRESENTATION, blank=True)
    guardian = models.CharField(max_length=NAME, blank=True)
    portrait = models.ImageField(upload_to="portraits/", blank=True)
    portrait_alt = models.CharField(max_length=200, blank=True)
    is_protected = models.BooleanField(default=False)
    words_checked_at = models.DateTimeField(null=True)
    answer_until = models.DateTimeField(null=True)
    answer_key = models.UUIDField(unique=True, default=uuid.uuid4)
    former_key = models.UUIDField(unique=True, null=True)
    link_sent_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    informed_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    declined_herself = models.BooleanField(default=False)
    answered_from = models.EmailField(blank=True)
    public_until = models.DateTimeField(null=True)
    as_is_at = models.DateTimeField(null=True)
    ineligible_at = models.DateTimeField(null=True)
    ineligible_rule = models.CharField(max_length=300, blank=True)
    ineligible_reason = models.TextField(max_length=LONGEST_REASON, blank=True)
    erased_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now())

    objects = CandidateQuerySet.as_manager()

    class Meta:
        constraints = [
            *at_most(
                "candidate",
                motivation_sv=LONGEST,
                motivation_en=LONGEST,
                presentation=LONGEST_PRESENTATION,
                ineligible_reason=LONGEST_REASON,
            ),
            models.UniqueConstraint(fields=["edition", "slug"], name="candidate_slug_in_edition"),
            models.UniqueConstraint(fields=["edition", "alias"], name="candidate_alias_in_edition"),
            models.CheckConstraint(
                condition=Q(alias__regex=r"^k[2-9a-hjkmnp-z]{8}$"), name="candidate_alias_well_made"
            ),
            models.CheckConstraint(
                condition=Q(slug__regex=r"^[a-z0-9-]+$"), name="candidate_slug_fits_ballots"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(declined_at=None),
                name="candidate_answers_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(declined_herself=False) | Q(declined_at__isnull=False),
                name="candidate_own_no_is_a_no",
            ),
            models.CheckConstraint(
                condition=Q(portrait="") | ~Q(portrait_alt=""),
                name="candidate_portrait_described",
            ),
            models.CheckConstraint(
                condition=Q(is_protected=False)
                | Q(workplace="", email="", portrait="", answered_from=""),
                name="candidate_protected_wholly",
            ),
            models.CheckConstraint(
                condition=Q(ineligible_at=None) | ~Q(ineligible_rule="", ineligible_reason=""),
                name="candidate_ineligible_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None, name__gt="")
                | Q(
                    erased_at__isnull=False,
                    name="",
                    title="",
                    workplace="",
                    email="",
                    motivation_sv="",
                    motivation_en="",
                    presentation="",
                    guardian="",
                    answered_from="",
                    portrait="",
                    is_protected=False,
                ),
                name="candidate_named_or_erased",
            ),
        ]

    def __str__(self) -> str:
        return self.name or _("Somebody who has been erased")

    @property
    def code_key(self) -> object:
        """The key of her page: it moves with the code when two candidates become one."""
        return self.answer_key

    @property
    def address(self) -> str:
        """Where she is written to; a protected one's stands with her identity."""
        return self.identity.email if self.is_protected else self.email

    @property
    def has_answered(self) -> bool:
        return self.accepted_at is not None or self.declined_at is not None
