"""Every address of nominations, with every role, in this edition and in another."""

import pytest
from django.test import Client
from django.urls import URLPattern

from nominations.models import Candidate, Nomination, Wish
from nominations.urls import urlpatterns
from tests.factories import make_edition, make_nominee, make_role
from tests.nominations.making import make_nomination, page
from tests.shown import sign_in_now

READS = {
    "desk_nominations": {},
    "desk_nominations_csv": {},
    "desk_nomination": {"nomination": "nomination"},
    "desk_candidates": {},
    "desk_candidate": {"candidate": "candidate"},
    "desk_answers": {},
}
DECIDES = {
    "desk_nomination": {"nomination": "nomination"},
    "desk_candidate": {"candidate": "candidate"},
    "desk_inform": {"candidate": "candidate"},
    "desk_told": {"candidate": "candidate"},
    "desk_portrait": {"candidate": "candidate"},
    "desk_as_is": {"candidate": "candidate"},
    "desk_merge": {"candidate": "candidate"},
    "desk_ask_all": {},
    "desk_noted": {"candidate": "candidate"},
    "desk_rule_out": {"candidate": "candidate"},
    "desk_let_in": {"candidate": "candidate"},
    "desk_protect": {"candidate": "candidate"},
    "desk_erase": {"candidate": "candidate"},
    "desk_wish": {"wish": "wish"},
}
ORGANISERS_READ = {"desk_letter"}
ASK_MORE = {
    "desk_merge", "desk_told", "desk_noted", "desk_rule_out", "desk_let_in", "desk_protect", "desk_erase",
}  # fmt: skip
PUBLIC = {
    "nominate", "nomination_sent", "nomination_confirm", "candidate_answer", "candidate_renew",
}  # fmt: skip


def make_wish(edition) -> Wish:
    return Wish.objects.create(candidate=make_nominee(edition), kind="time")


def client_of(edition, role: str) -> Client:
    """A browser of somebody with the role; "stranger" has it in another edition."""
    client = Client()
    if role == "nobody":
        return client
    if role.startswith("other "):
        person = make_role(make_edition(), role.removeprefix("other "))
    else:
        person = make_role(edition, role)
    sign_in_now(client, person)
    return client


def address_of(name, edition, kwargs) -> str:
    made = {
        "nomination": lambda: make_nomination(edition).pk,
        "candidate": lambda: make_nominee(edition).pk,
        "wish": lambda: make_wish(edition).pk,
    }
    return page(name, edition, **{key: made[kind]() for key, kind in kwargs.items()})


ROLES = {
    "owner": (200, 302),
    "organiser": (200, 302),
    "reader": (200, 404),
    "juror": (404, 404),
    "other owner": (404, 404),
    "other organiser": (404, 404),
    "nobody": (302, 302),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize("role", ROLES)
def test_reading(name, role):
    edition = make_edition()
    client = client_of(edition, role)

    answer = client.get(address_of(name, edition, READS[name]))

    assert answer.status_code == ROLES[role][0]
    assert answer.get("Location", "/konto/login/").startswith("/konto/login/")


@pytest.mark.django_db
@pytest.mark.parametrize("name", DECIDES)
@pytest.mark.parametrize("role", ["reader", "juror", "other owner", "other organiser", "nobody"])
def test_deciding_is_for_organisers_alone(name, role):
    edition = make_edition()
    client = client_of(edition, role)
    address = address_of(name, edition, DECIDES[name])
    before = [list(Nomination.objects.values()), list(Candidate.objects.values())]

    answer = client.post(address, {"accept-candidate": "", "name": "Tagen"})

    assert answer.status_code == ROLES[role][1]
    assert [list(Nomination.objects.values()), list(Candidate.objects.values())] == before


@pytest.mark.django_db
@pytest.mark.parametrize("name", DECIDES)
@pytest.mark.parametrize("role", ["owner", "organiser"])
def test_organisers_decide(name, role):
    edition = make_edition()
    client = client_of(edition, role)

    answer = client.post(
        address_of(name, edition, DECIDES[name]), {"accept-candidate": "", "name": "Anna"}
    )

    assert answer.status_code == (422 if name in ASK_MORE else 302)


@pytest.mark.django_db
@pytest.mark.parametrize("name", [n for n in {**READS, **DECIDES} if {**READS, **DECIDES}[n]])
def test_things_of_another_edition_are_not_found(name):
    """The right in this edition opens nothing of another one through this one's address."""
    edition, other = make_edition(), make_edition()
    client = client_of(edition, "owner")
    kind = next(iter({**READS, **DECIDES}[name].values()))
    made = {"nomination": make_nomination, "candidate": make_nominee, "wish": make_wish}
    thing = made[kind](other)
    address = page(name, edition, **{kind: thing.pk})

    answers = {client.post(address, {"accept-candidate": ""}).status_code}
    if name in READS:
        answers.add(client.get(address).status_code)

    assert answers == {404}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(DECIDES.keys() - READS.keys()))
def test_what_changes_something_is_not_opened_but_leads_to_its_form(name):
    edition = make_edition()
    client = client_of(edition, "owner")

    answer = client.get(address_of(name, edition, DECIDES[name]))

    assert answer.status_code == 302
    assert "/konto/" not in answer.url


@pytest.mark.django_db
@pytest.mark.parametrize("name", DECIDES)
def test_deciding_needs_the_token_of_the_form(name):
    edition = make_edition()
    client = Client(enforce_csrf_checks=True)
    sign_in_now(client, make_role(edition, "owner"))

    answer = client.post(address_of(name, edition, DECIDES[name]), {"accept-candidate": ""})

    assert answer.status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "status"),
    [("organiser", 200), ("reader", 404), ("juror", 404), ("other owner", 404), ("nobody", 302)],
)
def test_letter_with_the_way_to_her_page_is_for_organisers_alone(role, status):
    edition = make_edition()
    candidate = make_nominee(edition)

    answer = client_of(edition, role).get(page("desk_letter", edition, candidate=candidate.pk))

    assert answer.status_code == status


def test_every_address_is_in_the_matrix():
    """A new address without a row here fails."""
    names = {pattern.name for pattern in urlpatterns if isinstance(pattern, URLPattern)}

    assert names == READS.keys() | DECIDES.keys() | PUBLIC | ORGANISERS_READ
