"""That somebody has looked at somebody's data."""

from django.db import models

from award.people.models.person import Person
from award.programme.append_only import append_only
from award.programme.models.organisation import Organisation


@append_only()
class Look(models.Model):
    """One row a reader, thing and day: `candidate:12` was read, or taken out, by her. Names nobody.

    A digest of each day's rows stands in the log the day after.
    """

    class How(models.TextChoices):
        READ = "read"
        TAKEN_OUT = "out"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reader = models.ForeignKey(Person, models.PROTECT, related_name="looks")
    day = models.DateField()
    thing = models.CharField(max_length=80)
    how = models.CharField(max_length=4, choices=How.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "reader", "thing", "how", "organisation"], name="look_once_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(how__in=["read", "out"]), name="look_is_of_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thing} on {self.day}"
