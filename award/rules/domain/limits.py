"""The figures that the rules of changing rules stand on."""

from datetime import timedelta

EXTENSION_ALONE = timedelta(days=7)  # in `sql/unmovable.py` as well, which a test holds to it
SHORTEST_ROUND = timedelta(hours=24)  # what an extension leaves of a round that it pushes on
LATE_TYPING = timedelta(minutes=1)  # how long ago "now" may lie when a form arrives
