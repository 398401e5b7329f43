"""How many signs each text about a nominee has at most; the database holds to them as the forms do."""

NAME = 120  # also of a title and a workplace
SHORTEST, LONGEST = 40, 4000  # of a motivation
LONGEST_PRESENTATION = 1200
LONGEST_REASON = 1000  # of an organiser's decision
LONGEST_WISH, LONGEST_ANSWER = 2000, 1000
