"""What the database itself refuses of nominees."""

from nominations.sql.words import UNDO_WORDS_STAND, WORDS_STAND

__all__ = ["UNDO_WORDS_STAND", "WORDS_STAND"]
