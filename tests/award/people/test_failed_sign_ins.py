"""What failed at a sign-in is held of whoever has the account: shown to her, and gone with her."""

from __future__ import annotations

import pytest

from award.limits.models import Use
from award.people.domain.granting import grant, revoke
from award.people.domain.personal.dossier import as_json, dossier
from award.people.domain.personal.erasing import erase
from award.people.domain.personal.finding import held
from award.people.domain.signing_in import note_failure, note_refusal
from award.programme.domain.clock import database_now
from tests.award.people.personal import make_world, saying

pytestmark = pytest.mark.django_db
BROWSER = "Lynx, Plan 9"


@pytest.fixture(autouse=True)
def list_file(settings, tmp_path):
    settings.ERASED_LIST = tmp_path / "list.jsonl"


@pytest.fixture
def known():
    """Everything that is held of somebody who had a role and at whose account somebody guessed."""
    world = make_world()
    role = grant(
        organisation=world.edition.award.organisation, edition=world.edition, kind="reader",
        email="lasare@example.net", name="Lovisa Läs", by=world.owner,
    )  # fmt: skip
    note_failure("lasare@example.net", role.person, browser=BROWSER)
    note_refusal("lasare@example.net", role.person, browser=BROWSER)
    revoke(role, by=world.owner)
    return world, held([f"account:{role.person_id}"], world.reach)


def test_file_says_that_a_sign_in_failed_and_from_which_browser(known):
    _world, holdings = known

    text = as_json(dossier(holdings), at=database_now())

    assert text.count(BROWSER) == 2
    assert '"failed": 1' in text


def test_erasing_takes_the_count_and_the_details_in_the_log_away(known):
    world, holdings = known
    assert (Use.objects.count(), saying(BROWSER)) == (2, ["log.LogPayload.content"])

    outcome = erase(holdings, by=world.owner, reason="asked")

    assert outcome.is_whole
    assert (Use.objects.count(), saying(BROWSER)) == (0, [])
