from award.programme.models.award import Award
from award.programme.models.category import Category
from award.programme.models.clock import EditionClock
from award.programme.models.edition import Edition
from award.programme.models.known_key import KnownKey
from award.programme.models.organisation import Organisation
from award.programme.models.partner import Partner
from award.programme.models.round import Round
from award.programme.models.seal import Seal

__all__ = [
    "Award",
    "Category",
    "Edition",
    "EditionClock",
    "KnownKey",
    "Organisation",
    "Partner",
    "Round",
    "Seal",
]
