"""PostgreSQL killed with -9 under votes over HTTP: what was acknowledged is stored.

`FOREBILD_KILLS=300` makes a long storm of it.
"""

from __future__ import annotations

import os
import random
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from uuid import uuid4

import pytest

from award.mail.domain.codes import VOTE, newest_code
from tests.storm.browsing import Browser
from tests.storm.processes import PATIENCE, Processes, until
from tests.storm.victim import CARELESS, Victim
from tests.voting.ballots.electorate import CATEGORY
from voting.ballots.models import PendingVote

pytestmark = [pytest.mark.storm, pytest.mark.xdist_group("storm")]
KILLS = int(os.environ.get("FOREBILD_KILLS", "1"))
VOTERS = 4
# 400 is Django's answer where the session could no longer be saved (`SessionInterrupted`).
UNKNOWN = {400, 500, 503}
BETWEEN = 8  # acknowledged votes from one kill to the next
FURTHER = 10  # kills at most, where none has come in the middle of something
WAITING = "SELECT key, code_renewal FROM ballots_pendingvote WHERE submission_key = %s"
STORED = "SELECT submission_key::text, receipt, revision FROM ballots_ballot"


@dataclass
class Vote:
    """What one voter saw: the receipt when there was one, and the answers that told nothing."""

    email: str
    submission: str = field(default_factory=lambda: str(uuid4()))
    receipt: str = ""
    unknown: int = 0


class Voter:
    """Votes again and again in new names; `patient` sends the same form until it is answered."""

    def __init__(self, site: str, victim: Victim, *, patient: bool) -> None:
        self.browser, self.victim, self.patient = Browser(site, follows=False), victim, patient
        self.votes: list[Vote] = []
        self.errors: set[int] = set()

    def vote_until(self, enough: threading.Event) -> None:
        self.browser.get(self.victim.paper)
        self.token = self.browser.page.hidden()["csrfmiddlewaretoken"]
        while not enough.is_set():
            self.votes.append(Vote(f"{uuid4().hex}@example.org"))
            self._vote(self.votes[-1])

    def _vote(self, vote: Vote) -> None:
        paper = {"submission": vote.submission, "email": vote.email, CATEGORY: "anna"}
        page = self._send(vote, self.victim.paper, paper)
        for key, renewal in self.victim.ask(WAITING, vote.submission) if page else []:
            code = newest_code(PendingVote(key=key, code_renewal=renewal), VOTE)
            receipt = self._send(vote, page, {"code": code})
            vote.receipt = self._read(receipt) if receipt else ""

    def _send(self, vote: Vote, path: str, data: dict[str, str]) -> str:
        """Where the answer leads; the patient ask again with the same form until they know."""
        deadline = time.monotonic() + PATIENCE
        while True:
            assert time.monotonic() < deadline, "no answer for too long"
            answer = self.browser.send(path, data | {"csrfmiddlewaretoken": self.token})
            if answer.status == 302:
                return answer.location
            vote.unknown += 1
            self.errors.add(answer.status)
            assert "Traceback" not in answer.text
            if not self.patient:
                return ""

    def _read(self, path: str) -> str:
        """The code on the receipt; reading is asked for until it is answered, too."""
        deadline = time.monotonic() + PATIENCE
        while True:
            assert time.monotonic() < deadline, "no receipt for too long"
            page = self.browser.get(path)
            if found := re.search(r"<code>([a-z0-9-]+)</code>", page.text):
                return found[1]
            if not self.patient:
                return ""


@pytest.fixture(scope="module")
def victim():
    found = Victim()
    yield found
    found.stop()


@pytest.fixture
def site(victim, tmp_path):
    """A web server on the victim, without broker and mail."""
    env = {
        "DATABASE_URL": victim.server.url,
        "FOREBILD_ENV": "test",
        "REDIS_URL": "redis://[::1]:1",
        "VOTERS_BEHIND_ONE_ADDRESS": "1000000",
    }
    processes = Processes(tmp_path, env)
    yield processes.web()
    processes.kill_all()


def acknowledged(voters: list[Voter]) -> int:
    return sum(bool(vote.receipt) for voter in voters for vote in voter.votes)


def caught(voters: list[Voter]) -> int:
    """Requests that a kill left without an answer that tells anything."""
    return sum(vote.unknown for voter in voters for vote in voter.votes)


def storm(site: str, victim: Victim, *, kills: int, patient: bool) -> list[Voter]:
    """Voters at work while the server is killed so many times.

    The patient go on until a kill has come in the middle of something, a few kills more at most: a
    quiet moment is hit now and then.
    """
    voters = [Voter(site, victim, patient=patient) for _ in range(VOTERS)]
    enough = threading.Event()
    with ThreadPoolExecutor(VOTERS) as pool:
        working = [pool.submit(voter.vote_until, enough) for voter in voters]
        try:
            for turn in range(1, kills + FURTHER):
                until(lambda: acknowledged(voters) >= turn * BETWEEN)  # noqa: B023 - used at once
                if turn > kills and caught(voters):
                    break
                time.sleep(random.uniform(0, 0.2))
                victim.kill(then=victim.server.settings)
                if not patient and turn == kills:
                    break
        finally:
            enough.set()
    for each in working:
        each.result()
    return voters


def test_postgres_killed_under_votes_loses_none_and_the_same_form_gets_the_same_receipt(
    site, victim
):
    voters = storm(site, victim, kills=KILLS, patient=True)

    votes = [vote for voter in voters for vote in voter.votes]
    stored = {receipt: n for _, receipt, n in victim.ask(STORED)}
    assert {v.receipt: 1 for v in votes} == stored
    assert victim.ask("SELECT count(*) FROM ballots_voter") == [(len(votes),)]
    assert caught(voters) > 0, "the kills came in the middle of something"
    assert set().union(*(v.errors for v in voters)) <= UNKNOWN
    print(f"{len(votes)} votes, {KILLS} kills or more, {caught(voters)} unknown answers")


def test_votes_would_be_lost_if_the_database_were_careless(site, victim):
    """Negative control: without `synchronous_commit` a kill takes acknowledged votes along."""
    victim.kill(then=CARELESS)
    victim.hold_writer()

    voters = storm(site, victim, kills=1, patient=False)

    receipts = {v.receipt for voter in voters for v in voter.votes if v.receipt}
    assert receipts - {receipt for _, receipt, _ in victim.ask(STORED)}
