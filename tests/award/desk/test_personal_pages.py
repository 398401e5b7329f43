"""The pages on which a person's data is found, shown, taken out and erased."""

import json
from urllib.parse import urlencode

import pytest

from award.people.models import Look
from nominations.models import Candidate, Nomination
from tests.award.people.personal import ADDRESS, NAME, NOMINATOR, SENDER, WORK, make_world, saying
from tests.factories import make_edition, make_organiser
from tests.nominations.making import page, sign_in
from tests.shown import sign_in_now

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def list_file(settings, tmp_path):
    settings.ERASED_LIST = tmp_path / "list.jsonl"


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def owner(world, client):
    """Signed in a moment ago, with a code."""
    sign_in_now(client, world.owner)
    return world.owner


def about(world, name, *references, **more):
    return f"{page(name, world.edition, **more)}?{urlencode([('sak', r) for r in references])}"


def nominee(world):
    return f"nominee:{world.candidate.pk}"


def test_search_finds_her_and_her_name_stands_in_no_address(world, owner, client):
    answer = client.post(page("desk_personal", world.edition), {"text": "Kvarnback"})

    assert answer.status_code == 200
    assert f'value="{nominee(world)}"' in answer.text
    assert f'value="nominated:{world.nomination.pk}"' in answer.text
    assert "Kvarnb" not in answer.request["QUERY_STRING"] + answer.request["PATH_INFO"]


def test_what_has_her_very_address_is_chosen_already(world, owner, client):
    text = client.post(page("desk_personal", world.edition), {"text": SENDER}).text

    assert f'value="nominator:{world.nomination.pk}" checked' in text


@pytest.mark.parametrize("typed", ["", "x", "a" * 255])
def test_what_cannot_be_searched_for_says_so_and_stays(world, owner, client, typed):
    answer = client.post(page("desk_personal", world.edition), {"text": typed})

    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.text or not typed


def test_nobody_found_says_what_to_do(world, owner, client):
    text = client.post(page("desk_personal", world.edition), {"text": "Xerxes Quist"}).text

    assert "Ingen hittades. Pröva en annan stavning" in text


def test_a_person_is_shown_whole_with_why_and_until_when(world, owner, client):
    text = client.get(about(world, "desk_person", nominee(world))).text

    for said in (NAME, WORK, ADDRESS, "Bagare", "data:image/png;base64,", f"Hej {NAME}!"):
        assert said in text
    assert "För att juryn och allmänheten ska kunna välja bland dem som är nominerade." in text
    assert "i 30 dagar" in text or "30 dagar efter resultatet" in text


def test_who_nominated_her_is_not_told(world, owner, client):
    """What is held of one person is not what is held of another."""
    urls = [
        about(world, name, nominee(world))
        for name in ("desk_person", "desk_person_json", "desk_person_html")
    ]

    assert all(SENDER not in client.get(url).text for url in urls)


def test_file_for_a_program_holds_everything_as_plain_data(world, owner, client):
    answer = client.get(about(world, "desk_person_json", nominee(world)))

    told = json.loads(answer.content)
    by_kind = {each["kind"]: each for each in told["held"]}
    assert answer["Content-Disposition"] == 'attachment; filename="personuppgifter.json"'
    assert told["format"] == "forebild-person/1"
    assert by_kind["nominee"]["contents"]["name"] == NAME
    assert by_kind["nominated"]["contents"]["motivation"].startswith(NAME)
    assert by_kind["nominee"]["contents"]["portrait"]


def test_file_to_read_stands_by_itself(world, owner, client, settings):
    answer = client.get(about(world, "desk_person_html", nominee(world)))

    assert answer["Content-Disposition"] == 'attachment; filename="personuppgifter.html"'
    assert NAME in answer.text
    assert settings.SUPERVISORY_AUTHORITY in answer.text
    assert "/static/" not in answer.text


def test_who_takes_out_or_erases_has_shown_lately_who_it_is(world, client):
    sign_in(client, world.owner)

    asked = [
        client.get(about(world, name, nominee(world)))
        for name in ("desk_person_json", "desk_person_html", "desk_person_erase")
    ]

    assert [(a.status_code, "/konto/" in a.url) for a in asked] == [(302, True)] * 3


def test_looks_and_files_are_written_down_each(world, owner, client):
    client.get(about(world, "desk_person", nominee(world)))
    client.get(about(world, "desk_person_json", nominee(world)))

    looked = Look.objects.filter(reader=owner, thing=nominee(world))
    assert sorted(looked.values_list("how", flat=True)) == ["out", "read"]


def test_erasing_takes_two_steps_and_says_what_goes_and_what_stays(world, owner, client):
    url = about(world, "desk_person_erase", nominee(world), f"nominator:{world.nomination.pk}")

    first = client.get(url).text
    second = client.post(url, {"reason": "asked", "step": "reason"}).text

    assert Candidate.objects.get().name == NAME
    for text in (first, second):
        assert "Vad som försvinner, för alltid" in text
        assert "Namn, arbetsplats, adress, bild och allt som har skrivits om personen" in text
        assert "varje antal står kvar, utan namnet" in text
    assert "Steg 1 av 2" in first
    assert "Steg 2 av 2" in second

    answer = client.post(url, {"reason": "asked", "step": "sure", "sure": "on"}, follow=True)

    assert saying(NAME, ADDRESS, NOMINATOR, SENDER, WORK) == []
    assert "saker är raderade" in answer.text
    assert Nomination.objects.count() == 1


@pytest.mark.parametrize(
    "posted",
    [
        {"step": "reason"},
        {"step": "reason", "reason": "curious"},
        {"step": "sure", "reason": "asked"},
        {"step": "sure", "sure": "on"},
    ],
)
def test_without_a_reason_and_a_yes_nothing_is_erased(world, owner, client, posted):
    answer = client.post(about(world, "desk_person_erase", nominee(world)), posted)

    assert answer.status_code == 422
    assert Candidate.objects.get().name == NAME


def test_somebody_who_takes_part_stays_and_the_page_says_what_to_do(world, owner, client):
    Candidate.objects.update(accepted_at=world.candidate.created_at)
    url = about(world, "desk_person_erase", nominee(world))

    answer = client.post(url, {"reason": "asked", "step": "sure", "sure": "on"}, follow=True)

    assert "Anteckna först" in answer.text
    assert Candidate.objects.get().name == NAME


@pytest.mark.parametrize(
    "name", ["desk_person", "desk_person_json", "desk_person_html", "desk_person_erase"]
)
@pytest.mark.parametrize("reference", ["", "nominee:999999", "nobody:1", "nominee:\x00", "x" * 300])
def test_a_reference_to_nothing_leads_back_to_the_search(world, owner, client, name, reference):
    answer = client.get(about(world, name, reference), follow=True)

    assert "Inget finns kvar av det, eller så valdes inget. Sök igen." in answer.text


def test_an_organiser_of_another_year_reaches_nothing_of_this_one(world, client):
    other = make_edition(organisation=world.edition.award.organisation)
    sign_in_now(client, make_organiser(other))

    shown = client.get(f"{page('desk_person', other)}?sak={nominee(world)}", follow=True)
    found = client.post(page("desk_personal", other), {"text": NAME})

    assert NAME not in shown.text
    assert nominee(world) not in found.text


def test_the_way_there_stands_on_the_page_of_people_for_those_who_may(world, owner, client):
    assert (
        page("desk_personal", world.edition) in client.get(page("desk_people", world.edition)).text
    )


@pytest.mark.parametrize("language", ["sv", "en"])
def test_pages_speak_the_readers_language(world, owner, client, language):
    url = page("desk_person_erase", world.edition, language)

    text = client.get(f"{url}?sak={nominee(world)}").text

    assert ("What stays" in text) is (language == "en")
    assert ("Vad som blir kvar" in text) is (language == "sv")
