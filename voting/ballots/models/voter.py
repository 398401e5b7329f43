"""Who has voted, without saying who."""

from __future__ import annotations

import secrets

from django.db import models

from award.programme.keys import fingerprint
from award.programme.models import Round
from award.programme.narrowed import narrowed


def new_pepper() -> bytes:
    """256 random bits."""
    return secrets.token_bytes(32)


@narrowed(changes=())
class RoundPepper(models.Model):
    """Half of what a round's pseudonyms are made with; the other half is the key outside the database.

    It goes when the round is sealed: from then on nobody can make one, with or without the key.
    `made_with` is that key's fingerprint.
    """

    round = models.OneToOneField(Round, models.PROTECT, primary_key=True, related_name="pepper")
    pepper = models.BinaryField(default=new_pepper)
    made_with = models.CharField(max_length=64, default=fingerprint)

    def __str__(self) -> str:
        return f"pepper of round {self.round_id}"


@narrowed(changes=("voter_key",))
class Voter(models.Model):
    """Somebody who has voted in a round: `voter_key` is an HMAC of the canonical address."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="voters")
    voter_key = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "voter_key"], name="voter_once_in_a_round")
        ]

    def __str__(self) -> str:
        return f"voter {self.pk}"
