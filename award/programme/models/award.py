"""An award: what is given, and why."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Now

from award.programme.cleaning.lengths import at_most
from award.programme.models.organisation import Organisation
from award.programme.narrowed import narrowed

LONGEST_PURPOSE = 10_000

hex_colour = RegexValidator(r"^#[0-9a-fA-F]{6}$", "A colour is written as #rrggbb.")


@narrowed()
class Award(models.Model):
    """An award in two languages with its colours; it has an edition each year."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="awards")
    slug = models.SlugField(unique=True)
    name_sv = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    tagline_sv = models.CharField(max_length=200, blank=True)
    tagline_en = models.CharField(max_length=200, blank=True)
    purpose_sv = models.TextField(
        max_length=LONGEST_PURPOSE, help_text="What the award is for, shown to everybody."
    )
    purpose_en = models.TextField(max_length=LONGEST_PURPOSE, blank=True)
    colour = models.CharField(max_length=7, default="#7a1f3d", validators=[hex_colour])
    accent = models.CharField(max_length=7, default="#c98a2b", validators=[hex_colour])
    logo = models.ImageField(upload_to="logos/", blank=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [*at_most("award", purpose_sv=LONGEST_PURPOSE, purpose_en=LONGEST_PURPOSE)]

    def __str__(self) -> str:
        return self.name_sv
