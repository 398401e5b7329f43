"""The announcement: the clock makes it, once, for everybody at the same moment."""

import pytest

from award.mail.domain.ticking import tick
from award.mail.models import Effect, Message
from nominations.domain.answering import decline_candidacy
from tests.factories import make_edition, make_organiser, make_role, shift_edition
from tests.voting.results.playing import (
    CATEGORY,
    DAY,
    alias,
    announce,
    newest,
    path,
    places,
    played,
    settled,
)
from voting.results.domain.announcing import public_result
from voting.results.domain.motivating import TooLate, write_motivation
from voting.results.models import Announcement

pytestmark = pytest.mark.django_db
ORGANISER = "django.contrib.auth.backends.ModelBackend"
PUBLIC = ("edition", "result", "finalists", "vote", "nominate", "receipt_check")


@pytest.fixture
def postbox_off(settings):
    """Mail stays queued: nobody listens."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def test_ticks_after_downtime_catch_up_with_everything():
    edition = played({"anna": 2, "bea": 4}, {"bea": 1})
    shift_edition(edition, by=-30 * DAY)

    tick()

    assert places(edition)[0] == (1, ["bea"])
    assert Effect.objects.get(name="results.tell").done_at is not None


def test_announcement_is_told_once_to_each_person(postbox_off):
    edition = played({"anna": 2, "bea": 4}, {"anna": 1})
    shift_edition(edition, by=-30 * DAY)

    for _ in range(3):
        tick()

    told = Message.objects.filter(occasion=f"announced:{edition.pk}:1")
    assert sorted(told.values_list("recipient", flat=True)) == sorted(
        {r.person.email for r in edition.roles.select_related("person")}
    )
    assert newest(edition).sha256 in told.first().text


def test_announcement_is_stored_once_and_stays_when_the_moment_is_moved(client):
    edition = settled({"anna": 2, "bea": 4}, {"anna": 1})
    first = announce(edition)
    shift_edition(edition, by=60 * DAY)

    again = public_result(edition)

    assert again == first
    assert Announcement.objects.filter(result__edition=edition).count() == 1
    assert "Bea" in client.get(path("result", edition)).text


def test_with_no_clockwork_the_page_itself_seals(client):
    edition = played({"anna": 2, "bea": 4}, {"anna": 1})
    shift_edition(edition, by=-30 * DAY)

    answer = client.get(path("result", edition))

    assert answer.status_code == 200
    assert "Bea" in answer.text


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("kind", ["", "juror", "reader"])
def test_nothing_leaks_before_the_moment(client, kind, language):
    edition = settled({"anna": 2, "bea": 5}, {"anna": 1})
    result = newest(edition)
    if kind:
        client.force_login(make_role(edition, kind), backend=ORGANISER)

    pages = [client.get(language + path(name, edition)).text for name in PUBLIC]
    pages.append(client.get(language + path("desk_results", edition)).text)

    score = result.content["categories"][CATEGORY]["scores"][alias(edition, "bea")]
    for secret in (result.sha256, bytes(edition.lot_seed).hex(), f">{score}<", "innare", "winner"):
        assert not any(secret in text for text in pages)


def test_organiser_sees_the_sealed_result_before_the_moment(client):
    edition = played({"anna": 2, "bea": 5}, {"anna": 1})
    client.force_login(make_organiser(edition), backend=ORGANISER)

    assert "Bea" in client.get(path("desk_results", edition)).text
    assert public_result(edition) is None


def test_announced_page_in_both_languages(client):
    edition = played({"anna": 2, "bea": 5}, {"anna": 1})
    write_motivation(
        edition.categories.get(),
        text_sv="För modet.",
        text_en="For courage.",
        by=make_organiser(edition),
    )
    shift_edition(edition, by=-30 * DAY)

    swedish = client.get(path("result", edition)).text
    english = client.get("/en" + path("result", edition)).text

    assert "För modet." in swedish
    assert "For courage." in english
    assert "1 person röstade." in swedish
    assert "1 person voted." in english
    assert newest(edition).sha256 in swedish


def test_motivation_stands_once_the_result_is_public():
    edition = make_edition("announced")

    with pytest.raises(TooLate):
        write_motivation(
            edition.categories.get(), text_sv="x", text_en="", by=make_organiser(edition)
        )


def test_whoever_says_no_after_the_sealing_is_not_named_and_changes_no_figure(client):
    edition = settled({"anna": 2, "bea": 5, "cilla": 3}, {"anna": 1})
    gone = alias(edition, "cilla")
    decline_candidacy(edition.candidates.get(slug="cilla"))

    result = announce(edition)
    page = client.get(path("result", edition)).text

    assert "Cilla" not in page
    assert "Bea" in page
    assert gone in result.content["categories"][CATEGORY]["scores"]


def test_whoever_says_no_after_the_announcement_changes_nothing_that_is_shown(client):
    edition = settled({"anna": 2, "bea": 5, "cilla": 3}, {"anna": 1})
    announce(edition)
    before = client.get(path("result", edition)).text

    for slug in ("bea", "cilla"):
        decline_candidacy(edition.candidates.get(slug=slug))

    assert strip_token(client.get(path("result", edition)).text) == strip_token(before)


def test_winner_who_says_no_before_the_announcement_is_not_announced(client):
    edition = settled({"anna": 2, "bea": 5}, {"bea": 1})
    decline_candidacy(edition.candidates.get(slug="bea"))

    announce(edition)
    page = client.get(path("result", edition)).text

    assert "Inte avgjort ännu" in page
    assert "Bea" not in page
    assert "Anna" not in page


def strip_token(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrf" not in line and "nonce" not in line]
