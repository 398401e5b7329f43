import random
import re
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from award.log.domain.reading import log_rows
from award.log.models import LogEntry
from award.people.models import Person, Role
from award.programme.domain.calendar import Phase, calendar
from award.programme.domain.clock import database_now, edition_now
from award.programme.models import Edition
from award.rules.domain.books import rules_in_force
from award.stack.up import SIGN_IN
from voting.ballots.models import Voter
from voting.jury.models import Juror, Recusal
from voting.rehearsal.corpus import DEEDS, make_motivation, make_people, misspell
from voting.rehearsal.demo import make_demo
from voting.rehearsal.stagecraft import DAY, Script, at_noon
from voting.rehearsal.year import rehearse
from voting.results.models import RoundResult


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.django_db
def test_rehearsed_year_has_a_winner_and_everything_that_can_go_wrong(media):
    acts = []

    edition, (result,) = rehearse(seed=3, nominations=8, jurors=3, voters=12, tell=acts.append)

    assert len(result.winners) == 1
    assert [a.name for a in acts] == [
        "nominations",
        "jury",
        "public vote",
        "count",
        "announcement",
    ]
    assert Voter.objects.filter(round__edition=edition).count() == 12
    assert Recusal.objects.count() == 1
    assert "a late vote was refused" in acts[3].told
    assert "1 sheet came too late" in acts[1].told
    assert edition.candidates.count() < 8, "spelling variants were recognised"

    windows = rules_in_force(edition).windows()
    assert {r.kind: (r.opens_at, r.closes_at) for r in edition.rounds.all()} == {
        kind: (w.opens_at, w.closes_at) for kind, w in windows.items()
    }


@pytest.mark.django_db
def test_same_seed_gives_the_same_winner(media):
    first, second = (
        rehearse(seed=5, nominations=4, jurors=2, voters=3)[1][0].winners[0].candidate.name
        for _ in range(2)
    )

    assert first == second


@pytest.mark.django_db
def test_demo_stands_in_the_public_vote_with_a_winner_behind_it(media, client):
    call_command("demo", stdout=StringIO())
    call_command("demo", "--if-empty", stdout=StringIO())

    newest, last = Edition.objects.newest_first()
    front = client.get("/", follow=True).text
    result = client.get(f"/{last.award.slug}/{last.year}/resultat/").text

    assert "Rösta" in front
    assert str(newest.year) in front
    assert "Juryns motivering" in result
    assert [page.count("Påhittad övning") for page in (front, result)] == [1, 1]
    everybody = set(Person.objects.values_list("email", flat=True))
    assert set(re.findall(r"\S+@example\.org", str(SIGN_IN))) <= everybody


@pytest.mark.django_db
def test_demo_s_years_were_sealed_and_announced_when_it_was_time(media):
    """They were sealed, mailed and dated on the day that the demo was made."""
    make_demo()

    newest, last = Edition.objects.newest_first()
    log = log_rows(LogEntry.objects.filter(edition=last).select_related("payload"))
    (announced,) = [row.at for row in log if row.what == "Resultatet tillkännagivet"]
    sealed = [
        r.sealed_at - r.round.closes_at for r in RoundResult.objects.filter(round__edition=last)
    ]
    assert max(sealed) < timedelta(days=2)
    assert last.announce_at <= announced < last.announce_at + DAY
    assert abs(edition_now(newest) - database_now()) < timedelta(seconds=1)
    assert calendar(newest).phase == Phase.VOTE


@pytest.mark.django_db
def test_demo_has_people_enough_to_try_every_act_in(media):
    make_demo()

    for edition in Edition.objects.all():
        assert Juror.objects.filter(edition=edition).sitting().count() == 6
    roles = Role.objects.filter(kind__in=("owner", "organiser"))
    assert roles.count() == 3
    assert max(roles.values_list("created_at", flat=True)) < database_now() - timedelta(days=29)


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
