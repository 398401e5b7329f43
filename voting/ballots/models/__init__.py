from voting.ballots.models.ballot import Ballot, collapsed
from voting.ballots.models.pending import CodeMail, PendingVote
from voting.ballots.models.sealed import EmptiedBox, SealedBallot, SealedLeaves
from voting.ballots.models.voter import RoundPepper, Voter

__all__ = [
    "Ballot",
    "CodeMail",
    "EmptiedBox",
    "PendingVote",
    "RoundPepper",
    "SealedBallot",
    "SealedLeaves",
    "Voter",
    "collapsed",
]
