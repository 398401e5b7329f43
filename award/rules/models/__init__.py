from award.rules.models.freeze import Freeze
from award.rules.models.rulebook import RuleBook

__all__ = ["Freeze", "RuleBook"]
