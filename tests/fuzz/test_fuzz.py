"""FUZZ=50000 sends so many requests in all; FUZZ_SEED repeats a run."""

from __future__ import annotations

import os
import random

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse
from django.views.decorators.csrf import csrf_exempt

from tests.fuzz.forms import Form, read_page
from tests.fuzz.hunting import Ground, hunt, walk
from tests.fuzz.stages import PHASES, play_to

TIMES = int(os.environ.get("FUZZ", "3000"))
SEED = int(os.environ.get("FUZZ_SEED", "1758"))
# Says 503 where a part of the platform is away, and in tests most of it is.
TRUTHFUL = "readyz"
ROLES = ("anonymous", "stranger", "juror", "reader", "organiser", "owner")


def addresses(edition) -> list[str]:
    """Every page that needs nothing but an award and a year to be found, and the front page."""
    given = {
        "award": edition.award.slug,
        "year": edition.year,
        "organisation": edition.award.organisation.slug,
    }
    names = sorted(n for n in named(get_resolver().url_patterns) if n != TRUTHFUL)
    found = [(n, get_resolver().reverse_dict.getlist(n)) for n in names]
    wanted = [(n, ways[0][0][0][1]) for n, ways in found if ways]
    return [
        reverse(n, kwargs={key: given[key] for key in needs})
        for n, needs in wanted
        if set(needs) <= set(given)
    ]


def named(patterns):
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from named(each.url_patterns)
        elif isinstance(each, URLPattern) and each.name:
            yield each.name


@pytest.mark.django_db
@pytest.mark.one_transaction
@pytest.mark.parametrize("phase", PHASES)
def test_nothing_that_is_sent_makes_an_error(phase):
    stage = play_to(phase)
    faults = []

    for number, role in enumerate(ROLES):
        client = Client(raise_request_exception=True)
        if person := stage.people[role]:
            client.force_login(person)
        ground = walk(client, addresses(stage.edition))
        chance = random.Random(f"{SEED} {phase} {number}")
        faults += hunt(client, ground, chance, TIMES // len(PHASES) // len(ROLES))

    assert not faults, f"{len(faults)} faults\n" + "\n\n".join(faults[:20])


@csrf_exempt
def brittle(request):
    """A page with the faults that the hunt is for."""
    "".join(request.POST.getlist("name")).encode("ascii")
    return HttpResponse('<form method="post"><input name="name" value="Asa"></form>')


urlpatterns = [path("brittle/", brittle)]


@pytest.mark.django_db
@pytest.mark.urls("tests.fuzz.test_fuzz")
def test_hunt_finds_a_page_that_breaks():
    client = Client()
    ground = walk(client, ["/brittle/"])

    faults = hunt(client, ground, random.Random(1), 60)

    assert any("UnicodeEncodeError" in fault for fault in faults)


def test_page_is_read_as_a_browser_sends_it():
    source = """<a href="../b/#c">x</a><form method="post"><input name="a" value="1"><input type="file" name="f">
      <input type="checkbox" name="c" checked><select name="s"><option value="x"><option value="y" selected></select>
      <textarea name="t">words</textarea><button name="go" value="on">Go</button></form>"""

    page = read_page("/a/?q=1", source)

    assert page.links == ["/b/"]
    assert page.forms == [
        Form(
            "/a/?q=1",
            "post",
            fields=[
                ("a", "1"),
                ("c", "on"),
                ("s", "y"),
                ("t", "words"),
            ],
            choices={"c": ["on"], "s": ["x", "y"], "go": ["on"]},
            files=["f"],
        )
    ]


def test_nothing_of_what_was_sent_stays(db):
    assert hunt(Client(), Ground(pages=["/"]), random.Random(1), 3) == []
