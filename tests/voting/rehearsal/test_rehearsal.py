import random
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from award.limits.models import AskedMail
from award.mail.models import Message
from award.rules.domain.books import rules_in_force
from tests.posted import as_sent
from tests.voting.rehearsal.watching import pages
from voting.ballots.domain.turnout import turnout
from voting.ballots.models import PendingVote
from voting.jury.models import Recusal
from voting.rehearsal.browser import Visitor
from voting.rehearsal.corpus import DEEDS, make_motivation, make_people, misspell
from voting.rehearsal.stagecraft import Script, at_noon
from voting.rehearsal.year import rehearse

WORDS = "Påhittad övning: ingenting här är på riktigt"


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.django_db
def test_rehearsed_year_has_a_winner_and_everything_that_can_go_wrong(media):
    acts = []

    edition, (result,) = rehearse(seed=3, nominations=8, jurors=5, voters=12, tell=acts.append)

    assert len(result.winners) == 1
    assert [a.name for a in acts] == [
        "nominations",
        "jury",
        "public vote",
        "count",
        "announcement",
    ]
    assert turnout(edition.rounds.get(kind="vote"))[0] == 12
    assert Recusal.objects.count() == 1
    assert "a late vote was refused" in acts[3].told
    assert "1 sheet came too late" in acts[1].told
    assert edition.candidates.count() < 8, "spelling variants were recognised"

    windows = rules_in_force(edition).windows()
    assert {r.kind: (r.opens_at, r.closes_at) for r in edition.rounds.all()} == {
        kind: (w.opens_at, w.closes_at) for kind, w in windows.items()
    }


@pytest.mark.django_db
def test_a_rehearsal_meets_no_limit_and_needs_no_key(media, settings):
    settings.VOTERS_BEHIND_ONE_ADDRESS, settings.KEYS_REQUIRED = 1, True

    _, (result,) = rehearse(seed=3, nominations=4, jurors=4, voters=6)

    assert len(result.winners) == 1
    assert AskedMail.objects.count() == 0


@pytest.mark.django_db
def test_every_page_and_every_mail_of_a_rehearsal_says_that_it_is_one(media, settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.voting.rehearsal.watching.Watch"]
    pages.clear()

    edition, _ = rehearse(seed=9, nominations=4, jurors=4, voters=2)
    browser = Visitor(edition)
    for pending in PendingVote.objects.filter(round__edition=edition):
        place = [edition.award.slug, edition.year, pending.key]
        browser.client.get(reverse("vote_confirm", args=place))
        browser.client.get(reverse("vote_receipt", args=place))
    for candidate in edition.candidates.all():
        place = [edition.award.slug, edition.year, candidate.answer_key]
        browser.client.get(reverse("candidate_answer", args=place))

    assert len(pages) > 12, sorted(pages)
    assert [path for path, page in pages.items() if page.count(WORDS) != 1] == []
    mails = [
        mail
        for mail in map(as_sent, Message.objects.filter(edition=edition))
        if mail.subject or not mail.code_of
    ]  # nobody is mailed a code that has been used
    assert len(mails) > 12, [m.subject for m in mails]
    assert [m.subject for m in mails if not m.subject.startswith("[Övning] ")] == []
    assert [m.subject for m in mails if m.text.count(WORDS) != 2] == []


@pytest.mark.django_db
def test_same_seed_gives_the_same_winner(media):
    first, second = (
        rehearse(seed=5, nominations=4, jurors=4, voters=2)[1][0].winners[0].candidate.name
        for _ in range(2)
    )

    assert first == second


@pytest.mark.django_db
def test_too_small_a_jury_decides_nothing_and_says_why(media):
    printed = StringIO()

    call_command("rehearse", nominations=4, jurors=2, voters=1, stdout=printed)

    assert "is undecided" in printed.getvalue()
    assert (
        "No candidate has as many of the jury's sheets as the rules ask for." in printed.getvalue()
    )
    assert " won " not in printed.getvalue()


def test_every_round_of_the_script_turns_at_noon_in_summer_and_winter():
    opens = at_noon(datetime(2026, 10, 14, 21, 30, tzinfo=UTC))

    moments = [m for w in Script(opens).windows().values() for m in (w.opens_at, w.closes_at)]

    assert {f"{timezone.localtime(m.astimezone(UTC)):%H:%M}" for m in moments} == {"12:00"}
    assert f"{opens:%Y-%m-%d %z}" == "2026-10-14 +0200"
    assert f"{moments[-1]:%z}" == "+0100"


def test_misspelt_name_is_another_name():
    chance = random.Random(1)

    for person in make_people(chance, 60):
        assert misspell(chance, person.name) != person.name


def test_motivation_is_long_enough_for_the_form():
    written = [make_motivation(random.Random(n), deed) for n, deed in enumerate(DEEDS)]

    assert min(map(len, written)) > 100
    assert [text.startswith(deed) for text, deed in zip(written, DEEDS, strict=True)] == [
        True
    ] * len(DEEDS)
