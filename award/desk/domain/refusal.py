"""What the programme's verbs say no with."""


class ProgrammeRefused(Exception):
    """The change cannot be made; the message says why, in words for an organiser."""
