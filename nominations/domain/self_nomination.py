"""Whether somebody has put herself forward, and which address in a nomination is the nominee's.

An address that stands in both fields shows who confirmed the nomination. It is the nominee's only
where the two names are one person's as well: else whoever nominates a colleague under his own
address would answer for her.
"""

from __future__ import annotations

from award.people.domain.names.likeness import compare
from nominations.models import Candidate, Nomination

# As sure as an initial is: neither one letter of a short name (Lina, Tina) nor names left out.
SAME_PERSON = 84


def is_own(nomination: Nomination) -> bool:
    """Whether nominator and nominee are one, by address and by name."""
    return nomination.has_one_address and (
        compare(nomination.nominee_name, nomination.nominator_name).degree >= SAME_PERSON
    )


def her_address(nomination: Nomination) -> str:
    """What the nomination says of how she is reached; nothing where it is the nominator's own."""
    if nomination.has_one_address and not is_own(nomination):
        return ""
    return nomination.nominee_email


def all_own(candidate: Candidate) -> bool:
    """Whether nobody but she herself has put her forward."""
    behind = candidate.nominations.all()
    return bool(behind) and all(is_own(nomination) for nomination in behind)
