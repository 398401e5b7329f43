"""What can be won in an edition."""

from django.db import models

from award.programme.cleaning.lengths import at_most
from award.programme.models.edition import Edition

LONGEST_DESCRIPTION = 4000


class Category(models.Model):
    """One prize of an edition; most awards have a single one."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="categories")
    slug = models.SlugField()
    name_sv = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    description_sv = models.TextField(max_length=LONGEST_DESCRIPTION, blank=True)
    description_en = models.TextField(max_length=LONGEST_DESCRIPTION, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            *at_most(
                "category", description_sv=LONGEST_DESCRIPTION, description_en=LONGEST_DESCRIPTION
            ),
            models.UniqueConstraint(fields=["edition", "slug"], name="category_slug_in_edition"),
        ]

    def __str__(self) -> str:
        return self.name_sv
