"""Every address of the platform, and who gets in: an address without a row fails."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import get_resolver

from tests.award.site.addresses import address, every_address, make_world, needs
from tests.factories import make_edition, make_organiser
from tests.shown import sign_in_now

pytestmark = pytest.mark.django_db

ROLES = ("anonymous", "stranger", "foreign owner", "juror", "reader", "organiser", "owner")
# What each role gets, in the order of ROLES. "in": 200, or the page's own redirect.
PUBLIC = ("in",) * 7
SIGNED_IN = ("sign in", *("in",) * 6)
READS = ("sign in", "404", "404", "404", "in", "in", "in")
DECIDES = ("sign in", "404", "404", "404", "404", "in", "in")
OWNS = ("sign in", "404", "404", "404", "404", "404", "in")
JUDGES = ("sign in", "404", "404", "in", "404", "404", "404")
# A reader and an organiser of one edition alone have no part in the whole organisation.
READS_THE_WHOLE = OWNS
NOBODY_YET = ("404",) * 7
OWNS_SOMETHING = ("sign in", "404", "in", "404", "404", "404", "in")

# The prefixes of pages that django-allauth guards by itself, and that show a person only her own.
ACCOUNT = ("account_", "mfa_", "socialaccount_", "openid_connect_", "usersessions_")
# For machines and developers, or addressed by a secret key that only its owner was given.
OPEN_OR_BY_KEY = {
    "healthz",
    "readyz",
    "metrics",
    "devmail",
    "design",
    "design_drawing",
    "nomination_sent",
    "nomination_confirm",
    "candidate_answer",
    "candidate_renew",
    "not_me",
    "begin",
    "vote_confirm",
    "vote_receipt",
    "complaint",
    "witness",
}

GET = {
    "front": PUBLIC,
    "promises": PUBLIC,
    "accessibility": PUBLIC,
    "award_page": PUBLIC,
    "colours": PUBLIC,
    "facets": PUBLIC,
    "monogram": PUBLIC,
    "edition": PUBLIC,
    "rules": PUBLIC,
    "rules_json": PUBLIC,
    "rules_version_json": PUBLIC,
    "nominate": PUBLIC,
    "finalists": PUBLIC,
    "vote": PUBLIC,
    "vote_next": PUBLIC,
    "receipt_check": PUBLIC,
    "result": PUBLIC,
    "complaints": PUBLIC,
    "privacy": PUBLIC,
    "recount_package": NOBODY_YET,
    "result_version": NOBODY_YET,
    "version_package": NOBODY_YET,
    "desk": SIGNED_IN,
    "account": SIGNED_IN,
    "unsent": SIGNED_IN,
    "jury_home": SIGNED_IN,
    "desk_new_award": OWNS_SOMETHING,
    "desk_new_edition": OWNS,
    "desk_edition": READS,
    "desk_rules": READS,
    "desk_programme": READS,
    "desk_people": READS,
    "desk_personal": DECIDES,
    "desk_person": DECIDES,
    "desk_person_json": DECIDES,
    "desk_person_html": DECIDES,
    "desk_person_erase": DECIDES,
    "desk_proposals": READS,
    "desk_organisation_log": READS_THE_WHOLE,
    "desk_log": READS,
    "desk_mail": READS,
    "desk_nominations": READS,
    "desk_nominations_csv": READS,
    "desk_candidates": READS,
    "desk_candidate": READS,
    "desk_answers": READS,
    "desk_letter": DECIDES,
    "desk_jury": READS,
    "desk_jury_comments": DECIDES,
    "desk_results": READS,
    "desk_complaints": READS,
    "desk_laboratory": READS,
    "desk_award": DECIDES,
    "desk_event": DECIDES,
    "desk_organisation": OWNS,
    "desk_register": OWNS,
    "desk_seniority": OWNS,
    "desk_new_category": DECIDES,
    "desk_category": DECIDES,
    "desk_new_partner": DECIDES,
    "desk_partner": DECIDES,
    "jury_edition": JUDGES,
    "jury_comments": JUDGES,
    "jury_entry": JUDGES,
}
POST = {
    "desk_show": DECIDES,
    "desk_proposal_decide": DECIDES,
    "desk_rules_extend": DECIDES,
    "desk_delete": DECIDES,
    "auditors_file": DECIDES,
    "desk_result_decision": DECIDES,
    "desk_result_correction": DECIDES,
    "desk_inform": DECIDES,
    "desk_ask_all": DECIDES,
    "desk_noted": DECIDES,
    "desk_rule_out": DECIDES,
    "desk_let_in": DECIDES,
    "desk_protect": DECIDES,
    "desk_erase": DECIDES,
    "desk_told": DECIDES,
    "desk_merge": DECIDES,
    "desk_portrait": DECIDES,
    "desk_jury_remind": DECIDES,
    "desk_jury_leaves": DECIDES,
    "jury_step_back": JUDGES,
}
# Reached with an object that their own tests make (tests/nominations/test_rights.py, tests/voting/results/test_extra_vote_longer.py).
ELSEWHERE = {"desk_nomination", "desk_wish", "desk_extra_vote"}


@pytest.fixture
def world():
    return make_world()


def answer(response) -> str:
    """What the answer means to the one who asked."""
    if response.status_code == 302 and response.url.startswith("/konto/login/"):
        return "sign in"
    return "404" if response.status_code == 404 else "in"


def asked(person, method: str, path: str) -> str:
    client = Client()
    if person is not None:
        client.force_login(person)
    response = getattr(client, method)(path)
    assert response.status_code < 500
    return answer(response)


def test_every_address_has_a_row():
    known = {*GET, *POST, *ELSEWHERE, *OPEN_OR_BY_KEY}
    ours = {n for n in every_address(get_resolver().url_patterns) if not n.startswith(ACCOUNT)}

    assert ours == known


@pytest.mark.parametrize("name", sorted(GET))
def test_who_may_open(world, name):
    people, keys = world

    found = tuple(asked(people[role], "get", address(name, keys)) for role in ROLES)

    assert found == GET[name]


NO_PAGES = {
    "rules_json", "rules_version_json", "desk_register", "recount_package", "result_version", "version_package", "desk_nominations_csv",
}  # fmt: skip


@pytest.mark.parametrize("made_up", [True, False])
@pytest.mark.parametrize("name", sorted(n for n in GET if "year" in needs(n) and n not in NO_PAGES))
def test_every_page_of_a_made_up_edition_says_so_and_no_other(name, made_up):
    people, keys = make_world(is_made_up=made_up)
    client = Client()
    if who := people[ROLES[GET[name].index("in")]]:
        sign_in_now(client, who)

    page = client.get(address(name, keys), follow=True)

    assert page.status_code == 200
    assert page.text.count("Påhittad övning: ingenting här är på riktigt") == made_up


@pytest.mark.parametrize("name", sorted(POST))
def test_who_may_do_nothing(world, name):
    """Those who may get further, into the page's own checks."""
    people, keys = world
    outside = [(r, e) for r, e in zip(ROLES, POST[name], strict=True) if e != "in"]

    found = [(r, asked(people[r], "post", address(name, keys))) for r, _ in outside]

    assert found == outside


@pytest.mark.parametrize("name", sorted(n for n, row in GET.items() if row is READS))
def test_a_reader_changes_nothing(world, name):
    people, keys = world
    client = Client()
    client.force_login(people["reader"])

    status = client.post(address(name, keys), {"x": "y"}).status_code

    assert status in {404, 405, 200}
    shown = {"desk_edition", "desk_laboratory", "desk_log", "desk_programme", "desk_proposals"}
    assert status != 200 or name in shown


@pytest.mark.parametrize("name", ["desk_candidate", "desk_category", "desk_partner"])
def test_a_key_opens_nothing_in_another_edition(world, name):
    _, keys = world
    other = make_edition("jury")

    there = address(name, keys | {"award": other.award.slug, "year": other.year})

    assert asked(make_organiser(other), "get", there) == "404"
