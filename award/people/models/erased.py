"""What was erased, to be erased again in a database that was restored from before."""

from django.db import models
from django.db.models.functions import Now

from award.programme.append_only import append_only


@append_only(moves=("listed_at",))
class ErasedThing(models.Model):
    """A reference such as `nominee:12`, and nothing of what it was. Names nobody.

    `born` tells the thing from another one that has its number after a restore. `listed_at` is when it
    was written into the list outside the database.
    """

    reference = models.CharField(max_length=80)
    born = models.DateTimeField(null=True)
    at = models.DateTimeField(db_default=Now())
    listed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(listed_at=None), name="erased_to_be_listed"
            )
        ]

    def __str__(self) -> str:
        return self.reference
