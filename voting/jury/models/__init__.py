from voting.jury.models.assignment import Assignment
from voting.jury.models.juror import Juror
from voting.jury.models.recusal import Recusal
from voting.jury.models.sheet import Score, ScoreSheet

__all__ = ["Assignment", "Juror", "Recusal", "Score", "ScoreSheet"]
