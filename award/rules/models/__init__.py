from award.rules.models.rulebook import RuleBook

__all__ = ["RuleBook"]
