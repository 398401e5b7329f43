"""Who stands behind an edition."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from award.programme.models.edition import Edition


class Partner(models.Model):
    """An organisation that arranges, finances or sponsors an edition."""

    class Kind(models.TextChoices):
        ORGANISER = "organiser", _("Organiser")
        PARTNER = "partner", _("Partner and co-financier")
        SPONSOR = "sponsor", _("Sponsor")

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="partners")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=120)
    website = models.URLField(blank=True)
    logo = models.ImageField(upload_to="partners/", blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["organiser", "partner", "sponsor"]),
                name="partner_kind_known",
            )
        ]

    def __str__(self) -> str:
        return self.name
