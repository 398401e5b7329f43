"""What stands in the database for an address or a form: nobody makes it without the key outside.

Each is an HMAC under a key of its own purpose and round, so that two of them for one address have
nothing in common: whoever reads that an address was mailed a code does not find its ballot.
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from award.people.domain.canonical import canonical_email
from award.programme.domain.keeping import needs_key
from award.programme.keys import fingerprint, mac
from award.programme.models import Round
from voting.ballots.models import RoundPepper

_PEPPER = "SELECT pepper, made_with FROM ballots_roundpepper WHERE round_id = %s"


class VotersUnknown(Exception):
    """The key that the round's voters are known by is lost: nobody can tell who has voted."""


def voter_key(round: Round, identity: str) -> str:
    """Of the canonical address, as a voter. Raises `VotersUnknown`."""
    return _pseudonym("voter", canonical_email(identity), round)


def mailbox_key(round: Round, address: str) -> str:
    """Of the canonical address, as one that codes are mailed to. Raises `VotersUnknown`."""
    return _pseudonym("mailbox", canonical_email(address), round)


def ballot_key(round: Round, submission: UUID) -> UUID:
    """Of a form's number, as the ballots that came of it bear it. Raises `VotersUnknown`."""
    return UUID(_pseudonym("ballot", str(submission), round)[:32])


def check_voters_are_known(round: Round) -> None:
    """Raises `VotersUnknown` where votes were cast under a key that is lost."""
    _known_pepper(round)


@needs_key
def _open_box() -> str:
    """Who has voted in a round is known by the key until that round is sealed."""
    open_boxes = RoundPepper.objects.filter(made_with=fingerprint()).select_related(
        "round__edition"
    )
    found = ", ".join(f"{pepper.round.edition} ({pepper.round.kind})" for pepper in open_boxes)
    return f"Voters are known by it until the round is sealed: {found}." if found else ""


def _pseudonym(purpose: str, said: str, round: Round) -> str:
    return mac(purpose, said, salt=bytes(_known_pepper(round).pepper))


def _known_pepper(round: Round) -> RoundPepper:
    """Raises `VotersUnknown`."""
    found = _pepper(round)
    if found.made_with != fingerprint():
        raise VotersUnknown
    return found


def _pepper(round: Round) -> RoundPepper:
    """Read once for a round that somebody holds in her hand; made by whoever comes first.

    Of many who are first at once one makes it, and the others wait for that and read it: what they made up
    themselves is kept nowhere, else they would be known by a secret that nobody else has.
    """
    if "pepper" in round._state.fields_cache:
        held: RoundPepper = round.pepper
        return held
    found = _stored(round)
    if found is None:
        RoundPepper.objects.bulk_create([RoundPepper(round_id=round.pk)], ignore_conflicts=True)
        found = RoundPepper.objects.get(pk=round.pk)
    round.pepper = found
    return found


def _stored(round: Round) -> RoundPepper | None:
    with connection.cursor() as cursor:
        cursor.execute(_PEPPER, [round.pk])
        row = cursor.fetchone()
    return RoundPepper(round_id=round.pk, pepper=bytes(row[0]), made_with=row[1]) if row else None
