"""FUZZ=50000 sends so many requests in all; FUZZ_SEED repeats a run."""

from __future__ import annotations

import os
import random
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, get_resolver, path, resolve, reverse
from django.views.decorators.csrf import csrf_exempt

from tests.award.site.addresses import every_address, needs
from tests.fuzz.forms import Form, read_page
from tests.fuzz.hunting import Ground, hunt, walk
from tests.fuzz.stages import PHASES, Stage, play_to

TIMES = int(os.environ.get("FUZZ", "3000"))
SEED = int(os.environ.get("FUZZ_SEED", "1758"))
TRUTHFUL = "readyz"
ROLES = ("anonymous", "voter", "stranger", "juror", "reader", "organiser", "owner")
# Addresses that no walk begins with, and why.
NOT_WALKED = {
    TRUTHFUL: "says 503 where a part of the platform is away",
}
# What has no thing to be made of in a phase yet.
LATER = {
    "open": {"desk_jury_again", "desk_jury_leaves", "vote_confirm", "vote_receipt"},
    "jury": {"vote_confirm", "vote_receipt"},
    "vote": set(),
    "announced": {"vote_confirm"},
}
# Pages whose form has to be met, by whoever, in a phase.
MET = {
    "open": {"nominate", "nomination_confirm", "candidate_answer", "desk_nomination", "witness"},
    "jury": {"jury_entry", "jury_step_back", "candidate_answer", "desk_rule_out", "desk_wish"},
    "vote": {"vote", "vote_confirm", "receipt_check", "candidate_answer", "not_me", "complaints"},
    "announced": {"complaints", "receipt_check", "desk_results", "desk_laboratory"},
}


def addresses(stage: Stage) -> dict[str, str]:
    """Every address that something can be made of in the phase, by its name."""
    found = {}
    for name in sorted(set(every_address(get_resolver().url_patterns)) - set(NOT_WALKED)):
        given = {**stage.keys, **stage.named.get(name, {})}
        if set(needs(name)) <= set(given):
            found[name] = reverse(name, kwargs={key: given[key] for key in needs(name)})
    return found


def browser(stage: Stage, role: str) -> Client:
    """Of somebody in the role, with what hers holds; it asks for tokens as any other does."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=True)
    if role == "voter":
        client.cookies = stage.voter.cookies
    if person := stage.people[role]:
        client.force_login(person)
    return client


def page_of(action: str) -> str:
    try:
        return resolve(urlsplit(action).path).url_name or ""
    except Resolver404:
        return ""


@pytest.mark.django_db
@pytest.mark.one_transaction
@pytest.mark.parametrize("phase", PHASES)
def test_nothing_that_is_sent_makes_an_error(phase):
    stage = play_to(phase)
    starts = addresses(stage)
    faults, met = [], set()

    for number, role in enumerate(ROLES):
        client = browser(stage, role)
        ground = walk(client, list(starts.values()))
        met |= {page_of(form.action) for form in ground.forms}
        chance = random.Random(f"{SEED} {phase} {number}")
        faults += hunt(client, ground, chance, TIMES // len(PHASES) // len(ROLES) // 2)

    assert not faults, f"{len(faults)} faults\n" + "\n\n".join(faults[:20])
    every = set(every_address(get_resolver().url_patterns))
    assert every - set(starts) - set(NOT_WALKED) == LATER[phase]
    assert MET[phase] - met == set()


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
