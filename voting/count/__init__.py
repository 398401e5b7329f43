"""Counting: ballots and score sheets in, placements out.

Pure Python on the standard library alone. Everything is exact: whole numbers and fractions, and
square roots to a declared precision. Nothing is random but the lot, which anybody can repeat.

Begin with `registry.count` (ballots), `sheets.aggregate` (a jury), `combination.combine` (both
together), `reckoning.reckon` (from rule book to result) and `laboratory` (what a rule would do).
"""
