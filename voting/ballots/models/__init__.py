from voting.ballots.models.ballot import Ballot, collapsed
from voting.ballots.models.pending import CodeMail, PendingVote
from voting.ballots.models.sealed import SealedLeaves
from voting.ballots.models.voter import RoundPepper, Voter

__all__ = [
    "Ballot",
    "CodeMail",
    "PendingVote",
    "RoundPepper",
    "SealedLeaves",
    "Voter",
    "collapsed",
]
