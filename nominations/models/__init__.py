from nominations.models.candidate import Candidate
from nominations.models.entry import Entry
from nominations.models.identity import ProtectedIdentity
from nominations.models.nomination import Nomination
from nominations.models.rewording import Rewording
from nominations.models.wish import Wish

__all__ = ["Candidate", "Entry", "Nomination", "ProtectedIdentity", "Rewording", "Wish"]
