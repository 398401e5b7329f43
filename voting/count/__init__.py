"""Counting: ballots and score sheets in, placements out; the standard library alone."""
