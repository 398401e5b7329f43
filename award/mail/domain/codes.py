"""One-time codes: six digits by mail, one policy for each use, stored nowhere.

A code is an HMAC of its row and of the row's newest renewal, under a key outside the database: whoever
needs it makes it anew, and a mail that is sent twice carries the same one.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.crypto import constant_time_compare

from award.mail.models import HoldsCode
from award.programme.keys import mac

HOUR = timedelta(hours=1)
DIGITS = 6
CODE_COLUMNS = ("code_renewal", "code_attempts", "code_sent_at", "codes_sent")


@dataclass(frozen=True)
class CodePolicy:
    """How long a code is good, how many tries it has, and how often another one may be mailed.

    `purpose` is in the hash, so that a code for one thing opens no other. `most_per_hour` is what
    one address is sent.
    """

    purpose: str
    lifetime: timedelta
    attempts: int = 5
    cooldown: timedelta = timedelta(minutes=1)
    most_per_hour: int = 5

    def good_until(self, holder: HoldsCode) -> datetime | None:
        """When the newest code stops being good; None where there is none."""
        return holder.code_sent_at + self.lifetime if holder.code_sent_at else None


NOMINATION = CodePolicy("nomination", lifetime=timedelta(hours=48), most_per_hour=6)
ANSWER = CodePolicy("answer", lifetime=timedelta(days=14))
VOTE = CodePolicy("vote", lifetime=timedelta(minutes=10), cooldown=timedelta(seconds=30))
WITNESS = CodePolicy("witness", lifetime=timedelta(hours=72))
POLICIES = {policy.purpose: policy for policy in (NOMINATION, ANSWER, VOTE, WITNESS)}


class CodeRefused(Exception):
    """It was not done; `why` is "wrong", "spent" or "old", for a new code "soon" or "often".

    `award.mail.domain.codewords` has the words.
    """

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


def issue_code(
    holder: HoldsCode,
    policy: CodePolicy,
    *,
    now: datetime,
    sent: int | None = None,
    digits: int = DIGITS,
    mailed: bool = True,
) -> None:
    """A new code in the place of the earlier one, with new tries and new time.

    Of one that is not `mailed` nothing is right: whoever guesses sees no difference, and finds nothing.

    The caller holds the row, saves `CODE_COLUMNS` and queues the mail (`award.mail.domain.letters`). `sent` is
    how many the address was sent in the last hour, where it may have been for several rows; else the
    row's own number counts. Raises `CodeRefused`.
    """
    if holder.code_sent_at and now < holder.code_sent_at + policy.cooldown:
        raise CodeRefused("soon")
    earlier = _sent_lately(holder, now)
    if (earlier if sent is None else sent) >= policy.most_per_hour:
        raise CodeRefused("often")
    holder.codes_sent = earlier + 1
    holder.code_renewal = new_renewal(digits) if mailed else ""
    holder.code_attempts, holder.code_sent_at = 0, now


def new_renewal(digits: int = DIGITS) -> str:
    """Names a code without telling it: 128 random bits, or 112 and how long it is."""
    return secrets.token_hex(16) if digits == DIGITS else new_sign_in(digits)


def newest_code(holder: HoldsCode, policy: CodePolicy) -> str:
    """The digits that its mail carries: for whoever writes that mail, and nobody else."""
    said = f"{holder._meta.label_lower}:{holder.code_key}:{holder.code_renewal}"
    length, named, _rest = holder.code_renewal.partition(".")
    return _digits(policy.purpose, said, length=int(length) if named else DIGITS)


def new_sign_in(digits: int) -> str:
    """Names a code of so many digits that hangs on no row of ours: a library keeps it."""
    return f"{digits}.{secrets.token_hex(14)}"


def sign_in_code(renewal: str) -> str:
    """The code that `new_sign_in` named."""
    return _digits("sign-in", renewal, length=int(renewal.partition(".")[0]))


def try_code(holder: HoldsCode, policy: CodePolicy, code: str, *, now: datetime) -> str:
    """ "" when it is the newest code and still good, else why not, as in `CodeRefused`.

    The caller holds the row. A wrong code is counted and saved, so it must be committed before
    anything is raised.
    """
    if is_used_up(holder, policy, now=now):
        return "spent" if holder.code_attempts >= policy.attempts else "old"
    right = is_code_of(holder, policy, code)
    attempts = 0 if right else holder.code_attempts + 1
    if attempts != holder.code_attempts:
        holder.code_attempts = attempts
        holder.save(update_fields=["code_attempts"])
    if right:
        return ""
    return "spent" if attempts >= policy.attempts else "wrong"


def is_code_of(holder: HoldsCode, policy: CodePolicy, code: str) -> bool:
    """Whether it is the newest code, however old."""
    return bool(holder.code_renewal) and constant_time_compare(newest_code(holder, policy), code)


def is_used_up(holder: HoldsCode, policy: CodePolicy, *, now: datetime) -> bool:
    """Whether only a new code helps: too many wrong ones were typed, or its time is over."""
    until = policy.good_until(holder)
    return holder.code_attempts >= policy.attempts or (until is not None and until <= now)


def _sent_lately(holder: HoldsCode, now: datetime) -> int:
    """Counted anew once an hour has passed without one."""
    recently = holder.code_sent_at is not None and holder.code_sent_at > now - HOUR
    return holder.codes_sent if recently else 0


def _digits(purpose: str, said: str, *, length: int = DIGITS) -> str:
    return f"{int(mac(f'code:{purpose}', said), 16) % 10**length:0{length}d}"
