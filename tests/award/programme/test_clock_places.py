"""Which of the three clocks when: whoever reads another clock than the edition's stands here, and why."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent.parent
OTHER = re.compile(
    r"database_now\(\)|\bNow\(\)|clock_timestamp\(\)|timezone\.now\(|datetime\.now\(|time\.time\(|monotonic\("
)
CODE = "a code or link that was mailed lives by the clock of whoever reads the mail"
WRITTEN = "the default of a row: the domain gives the edition's moment where anybody reads it"
KNOWN = {
    "award/programme/domain/clock.py": "the one place",
    "award/programme/sql/edition_clock.py": "the one place, for triggers",
    "award/programme/models/": WRITTEN,
    "award/log/domain/recording.py": "the chain is one for all editions",
    "award/log/serving.py": "the chain is one for all editions",
    "award/log/guards.py": "what was erased belongs to the installation",
    "award/limits/": "how often somebody asks is counted for the whole installation",
    "award/mail/": "mail, effects and heartbeats belong to no edition",
    "award/people/": "roles, sign-ins and days of seniority belong to organisations and people",
    "award/rules/models/": WRITTEN,
    "award/desk/domain/clock_moving.py": "a shift is counted from the real clock",
    "award/desk/views/founding.py": "a year that is not there yet has no clock",
    "award/desk/views/mail.py": "mail belongs to no edition",
    "award/desk/views/personal.py": "the day on a file that is handed over is the reader's",
    "award/site/archive/": "an archive is of the whole installation",
    "award/site/copies/": "a copy is of the whole installation",
    "award/site/doctor/": "clocks are compared with each other",
    "award/site/middleware.py": "how long something takes",
    "award/site/shared_pages.py": "how long something takes",
    "award/stack/": "how long something takes",
    "nominations/models/": WRITTEN,
    "nominations/botcheck.py": "how long somebody had the form open",
    "nominations/domain/grounds.py": "since when somebody has had a role, which roles tell by the real clock",
    "nominations/domain/confirming.py": CODE,
    "nominations/domain/asking.py": CODE,
    "nominations/domain/signing.py": CODE,
    "nominations/sql/decided.py": "the log's time is the real clock's",
    "voting/results/domain/extra_votes.py": CODE,
    "voting/jury/models/": WRITTEN,
    "voting/jury/views/unsaved.py": "a page of no edition that is left behind signed out",
    "voting/ballots/models/": WRITTEN,
    "voting/ballots/domain/confirming.py": CODE,
    "voting/ballots/domain/forgetting.py": CODE,
    "voting/complaints/models/": WRITTEN,
    "voting/rehearsal/": "a made-up year is laid beside the real one",
}


def readers() -> Iterator[str]:
    for room in ("award", "nominations", "voting"):
        for path in (ROOT / room).rglob("*.py"):
            if "migrations" not in path.parts and OTHER.search(path.read_text()):
                yield str(path.relative_to(ROOT))


def test_whoever_goes_round_the_edition_s_clock_is_known():
    unknown = sorted(path for path in readers() if not path.startswith(tuple(KNOWN)))

    assert unknown == []


def test_nobody_is_known_for_nothing():
    found = list(readers())

    assert [place for place in KNOWN if not any(path.startswith(place) for path in found)] == []
