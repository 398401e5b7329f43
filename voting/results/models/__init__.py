from voting.results.models.result import EditionResult, Motivation, RoundResult

__all__ = ["EditionResult", "Motivation", "RoundResult"]
