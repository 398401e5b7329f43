"""That a round is sealed: from then on nothing of it changes."""

from django.db import models

from award.programme.append_only import EMPTY_ROUNDS_ERASER, append_only
from award.programme.models.round import Round


@append_only(eraser=EMPTY_ROUNDS_ERASER)
class Seal(models.Model):
    """Written with the round's result, in the same transaction; `sha256` is the result's."""

    round = models.OneToOneField(Round, models.PROTECT, primary_key=True, related_name="seal")
    at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"seal of round {self.round_id}"
