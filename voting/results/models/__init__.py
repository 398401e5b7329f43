from voting.results.models.motivation import Motivation
from voting.results.models.publishing import Announcement, Recount, SealFailure
from voting.results.models.sealed import EditionResult, Package, ResultName, RoundResult

__all__ = [
    "Announcement",
    "EditionResult",
    "Motivation",
    "Package",
    "Recount",
    "ResultName",
    "RoundResult",
    "SealFailure",
]
