"""What a person may do in an organisation, or in one edition of it."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from award.people.models.person import Person
from award.programme.cleaning.ordering import words_in_order
from award.programme.models.edition import Edition
from award.programme.models.organisation import Organisation
from award.programme.narrowed import narrowed


class RoleQuerySet(models.QuerySet["Role"]):
    def in_reach_of(self, edition: Edition) -> RoleQuerySet:
        """The roles that hold in the edition, or in its whole organisation."""
        here = models.Q(edition=edition) | models.Q(edition=None)
        mine = self.filter(here, organisation=edition.award.organisation_id)
        rank = models.Case(
            *(models.When(kind=kind, then=n) for n, kind in enumerate(Role.Kind.values))
        )
        return mine.select_related("person").order_by(
            rank, words_in_order("person__name"), "person_id"
        )


@narrowed(changes=(), deletes=True)
class Role(models.Model):
    """A right given to a person: without an edition it holds for the whole organisation."""

    class Kind(models.TextChoices):
        OWNER = "owner", _("Owner")
        ORGANISER = "organiser", _("Organiser")
        READER = "reader", _("Reader")
        JUROR = "juror", _("Juror")

    person = models.ForeignKey(Person, models.PROTECT, related_name="roles")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="roles")
    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="roles", null=True, blank=True
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    granted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    created_at = models.DateTimeField(db_default=Now())

    objects = RoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "edition", "kind"],
                name="role_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["owner", "organiser", "reader", "juror"]),
                name="role_kind_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="juror") | models.Q(edition__isnull=False),
                name="juror_role_in_an_edition",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="owner") | models.Q(edition__isnull=True),
                name="owner_role_in_every_edition",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"
