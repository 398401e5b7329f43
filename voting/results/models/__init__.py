from voting.results.models.result import EditionResult, Motivation, Recount, RoundResult

__all__ = ["EditionResult", "Motivation", "Recount", "RoundResult"]
