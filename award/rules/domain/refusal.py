"""What the verbs of the rule book say no with."""


class RuleChangeRefused(Exception):
    """The change cannot be made; the message says why, in words for an organiser."""
