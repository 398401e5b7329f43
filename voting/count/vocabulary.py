"""Every word by which a rule book tells how to count, and where each is carried out.

A new one is made in its table, and is known here by that. `award.rules` holds the same words for
those who write rule books, since it may not know the counter; a test keeps the two alike.
"""

from __future__ import annotations

from voting.count import combination, registry, sheets, ties

METHODS = tuple(registry.METHODS)
AGGREGATES = tuple(sheets.RULES)
COMBINATIONS = tuple(combination.RULES)
TIE_RULES = ties.TIE_RULES

# Jury and public never count in the same unit: these are for the laboratory's tables alone.
LABORATORY_ONLY = ("sums",)
# Figures below 0 can come of these, and cannot be divided by their sum.
SIGNED_AGGREGATES = ("zscores", "severity")
COMBINATIONS_OF_SHARES = ("shares", "public_among_shortlist", "veto")
