from voting.ballots.models.ballot import Ballot, collapsed
from voting.ballots.models.pending import PendingVote
from voting.ballots.models.voter import RoundPepper, Voter

__all__ = ["Ballot", "PendingVote", "RoundPepper", "Voter", "collapsed"]
