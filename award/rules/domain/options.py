"""What a rule book may choose among. The counters know the same names; a test holds them together."""

METHODS = ("single", "approval", "points", "score", "star", "borda", "irv", "schulze", "eph")
AGGREGATES = ("mean", "median", "trimmed", "borda", "zscores", "severity")
COMBINATIONS = ("shares", "places", "points", "zscores", "public_among_shortlist", "veto")
TIE_RULES = ("first_places", "jury", "public", "earlier", "lot")
IDENTITIES = ("email",)
SECRECIES = ("open",)
NO_FIGURE = ("undecided", "zero")
SMALL_PANEL = ("figures", "sheets")
SMALL_ELECTORATE = ("figures", "ballots")
WINNER_WITHDRAWS = ("runner_up", "withheld", "jury")
MOST_SEATS = 99
LIMITED = ("approval", "eph", "points", "score")
HIGHEST_LIMIT = 100
OLDEST_MINOR = 21  # years: nowhere does a guardian decide for longer

ELIMINATIONS = ("one_by_one",)
PUT_FORWARD = ("on_the_ballot",)

# Methods whose votes are not added up once, so that nobody's share of them can be told.
NOT_ADDED_UP = ("star", "irv", "schulze", "eph")
# Aggregates whose figures can be below nought, and combinations that divide a figure by their sum.
SIGNED = ("zscores", "severity")
OF_SHARES = ("shares", "veto", "public_among_shortlist")
OF_BOTH_SHARES = ("shares", "veto")
