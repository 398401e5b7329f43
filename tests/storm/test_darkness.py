"""A whole year over HTTP with worker and beat dead, and a broker that first hangs and then is gone."""

from __future__ import annotations

import re
import signal
from datetime import timedelta

import pytest

from award.mail.models import Heartbeat, Message, SentCodes
from award.programme.domain.clock import database_now
from award.programme.models import Edition
from nominations.domain.answering import accept_candidacy
from nominations.models import Candidate, Nomination
from tests.factories import get_round, make_edition, make_role, move_round, shift_edition
from tests.posted import code_mailed_to
from tests.storm.browsing import Browser
from tests.storm.processes import until
from voting.results.models import EditionResult

pytestmark = [
    pytest.mark.storm,
    pytest.mark.xdist_group("storm"),
    pytest.mark.django_db(transaction=True),
]
WHY = "Hon startade kodkvällar på biblioteket, dit över tvåhundra ungdomar har kommit."
POINTS = {"points__forebild": 5, "points__insats": 4, "points__spridning": 3}
JURORS = ("j1@example.org", "j2@example.org")
LONGEST_PAGE = 4.0  # seconds: a broker that is waited for costs five


def nominate(public: Browser, place: str, name: str) -> None:
    public.get(f"{place}nominera/")
    public.post(
        nominee_name=name, motivation=WHY, nominator_name="Nils", nominator_email="n@example.org"
    )
    assert "räknas" in public.post(code=code_mailed_to("n@example.org")).text


def sign_in(browser: Browser, address: str) -> None:
    browser.get("/konto/login/")
    browser.post(login=address)
    browser.post(code=code_mailed_to(address))


def accept_everybody(organising: Browser, edition: Edition) -> None:
    for nomination in Nomination.objects.filter(round__edition=edition):
        organising.get(f"/desk/{edition.award.slug}/{edition.year}/nomineringar/{nomination.pk}/")
        organising.post(accept__candidate="")


def say_yes(edition: Edition) -> None:
    """What each of them has answered: the mail that asks is not sent while everything is dead."""
    for candidate in Candidate.objects.filter(edition=edition):
        accept_candidacy(candidate, name=candidate.name, title="", workplace="")


def score_everybody(judging: Browser, edition: Edition) -> None:
    place = f"/jury/{edition.award.slug}/{edition.year}/"
    for entry in re.findall(rf'href="{place}(\d+)/"', judging.get(place).text):
        judging.get(f"{place}{entry}/")
        judging.post(complete=1, **POINTS)


def vote(public: Browser, place: str, edition: Edition, choice: str) -> str:
    public.get(f"{place}rosta/")
    marks = {edition.categories.get().slug.replace("-", "__"): choice}
    public.post(email="rostare@example.org", **marks)
    return public.post(code=code_mailed_to("rostare@example.org")).text


def move(edition: Edition, kind: str) -> None:
    """Let the year go on until the round of that kind is in its middle."""
    move_round(get_round(edition, kind), closes_in=timedelta(days=5))


def all_are_sent(edition: Edition) -> bool:
    """And the announcement's own mails are among them; a code that was used is no longer needed."""
    told = Message.objects.filter(occasion=f"announced:{edition.pk}:1")
    return told.exists() and not Message.objects.exclude(state__in=["sent", "lapsed"]).exists()


def test_a_year_with_everything_dead_but_the_database(processes, broker, postbox):
    broker.process.send_signal(signal.SIGSTOP)
    edition = make_edition("nomination", categories=1)
    place = f"/{edition.award.slug}/{edition.year}/"
    site = processes.web()
    public, organising, judging = Browser(site), Browser(site), Browser(site)

    for name in ("Anna Ek", "Bea Lind"):
        nominate(public, place, name)
    broker.process.kill()
    broker.process.wait()
    sign_in(organising, make_role(edition, "owner").email)
    accept_everybody(organising, edition)
    say_yes(edition)
    organising.get(f"/desk{place}jury/")
    organising.post(people="\n".join(JURORS))
    move(edition, "jury")
    for juror in JURORS:
        judging = Browser(site)
        sign_in(judging, juror)
        score_everybody(judging, edition)
    early = public.get(f"{place}rosta/").text
    move(edition, "vote")
    receipt = vote(public, place, edition, Candidate.objects.get(name="Bea Lind").slug)
    waiting = public.get(f"{place}resultat/").text
    shift_edition(edition, by=database_now() - edition.announce_at)
    late = public.get(f"{place}rosta/").text
    result = public.get(f"{place}resultat/").text

    assert "Röstningen har inte öppnat än" in early
    assert "Din röst är lagd" in receipt
    assert "Bea Lind" not in waiting
    assert "Röstningen är slut" in late
    assert re.search(r"<h2[^>]*>Bea Lind", result)
    assert EditionResult.objects.get(edition=edition).recount.agrees
    assert not Heartbeat.objects.exists()
    assert set(Message.objects.values_list("state", flat=True)) == {"queued"}
    assert max(b.slowest for b in (public, organising, judging)) < LONGEST_PAGE

    broker.start()
    processes.worker()
    processes.beat()
    processes.postman()
    until(lambda: all_are_sent(edition))

    sent = Message.objects.filter(state="sent")
    codes = sum(SentCodes.objects.values_list("number", flat=True))
    assert (len(postbox.mails), codes > 0) == (sent.count() + codes, True)
    assert set(sent.values_list("attempts", flat=True)) == {1}
    assert all(
        "code" in m.occasion or "confirm" in m.occasion
        for m in Message.objects.filter(state="lapsed")
    )
