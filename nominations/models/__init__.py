from nominations.models.candidate import Candidate
from nominations.models.entry import Entry
from nominations.models.nomination import Nomination

__all__ = ["Candidate", "Entry", "Nomination"]
