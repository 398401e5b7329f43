"""When the platform was out."""

from django.db import models
from django.db.models import F

from award.programme.narrowed import narrowed


@narrowed(changes=())
class Outage(models.Model):
    """A time without a heartbeat of the tick, written down by the first one after it."""

    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(began_at__lt=F("ended_at")), name="outage_ends_after_it_began"
            )
        ]

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d %H:%M:%S} – {self.ended_at:%H:%M:%S}"
