"""The public page of the rules: how they came to be, and how a stranger checks that they stand."""

from __future__ import annotations

import hashlib
import json
import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from award.log.domain.verifying import LogFault, verify_log
from award.log.models import LogEntry
from award.people.domain.two_persons import ActRefused, approve, decline
from award.programme.models import Organisation
from award.rules.domain.books import rules_in_force, write_rules
from award.rules.domain.proposing import propose_rules
from award.rules.models import RuleBook
from tests.award.rules.changes import REASON, change, more_jury, played, until
from tests.factories import make_edition, make_organiser, make_person, make_role
from tests.reading import squeezed

pytestmark = pytest.mark.django_db


def propose(edition, by):
    return propose_rules(edition, more_jury(rules_in_force(edition)), by=by, reason=REASON)


def rewrite(edition):
    return write_rules(edition, more_jury(rules_in_force(edition)), by=make_organiser(edition))


def page(client, edition, prefix: str = "") -> str:
    path = reverse("rules", args=[edition.award.slug, edition.year])
    return client.get(prefix + path).content.decode()


def rules_file(client, edition, version: int):
    place = [edition.award.slug, edition.year, version]
    return client.get(reverse("rules_version_json", args=place))


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("", ("Juryn väger 50\u00a0%", "Juryn väger 70\u00a0%", ("föreslagen av Eva Ek", "Godkänt av Bo Al"))),
        ("/en", ("The jury weighs 50", "The jury weighs 70", ("proposed by Eva Ek", "Approved by Bo Al"))),
    ],
)  # fmt: skip
def test_a_change_shows_what_why_and_who_to_everybody(client, prefix, words):
    edition = make_edition("nomination")
    first = make_role(edition, "organiser", person=make_person(name="Eva Ek"))
    second = make_role(edition, "organiser", person=make_person(name="Bo Al"))
    approve(propose(edition, first), by=second)

    text = page(client, edition, prefix)

    gone, come, who = words
    assert [re.search(rf"<del>[^<]*{gone}", text) is None] == [False]
    assert [re.search(rf"<ins>[^<]*{come}", text) is None] == [False]
    assert "Juryn bad om det." in text
    assert [words in text for words in who] == [True, True]


def test_a_change_that_waits_shows_who_proposed_it_and_what_it_would_change(client):
    edition = make_edition("nomination")
    propose(edition, make_role(edition, "organiser", person=make_person(name="Eva Ek")))

    text = page(client, edition)

    assert "En ändring är föreslagen" in text
    assert "Juryn bad om det. – Eva Ek" in text
    assert re.search("<ins>[^<]*70", text)
    assert "Version 2, i kraft" not in text


def test_no_address_of_an_organiser_stands_on_the_public_page(client):
    edition = make_edition("before")
    organiser = make_role(edition, "organiser", person=make_person(name=""))
    write_rules(edition, more_jury(rules_in_force(edition)), by=organiser)

    assert organiser.email not in page(client, edition)


@pytest.mark.parametrize("who", ["proposer", "approver"])
def test_after_the_freeze_both_have_a_name(who):
    edition = make_edition("nomination")
    named = make_organiser(edition)
    nameless = make_role(edition, "organiser", person=make_person(name=""))

    with pytest.raises(ActRefused, match="namn"):
        if who == "proposer":
            propose(edition, nameless)
        else:
            approve(propose(edition, named), by=nameless)


def test_before_the_freeze_the_page_says_when_they_freeze(client):
    assert "De låses när första omgången öppnar" in page(client, make_edition("before"))


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_stranger_downloads_each_version_and_finds_its_fingerprint_on_the_page(client, prefix):
    edition = make_edition("nomination")
    change(edition, more_jury(rules_in_force(edition)))
    text = squeezed(page(client, edition, prefix))
    links = re.findall(r'href="([^"]+rules-v\d+\.json)" download', text)
    shown = re.findall(r'<code class="hash">([0-9a-f]{64})</code>', text)

    files = [client.get(link) for link in links]

    assert [hashlib.sha256(f.content).hexdigest() for f in files] == shown
    assert len(shown) == 2
    assert [json.loads(f.content)["combination"]["weights"]["jury"] for f in files] == [70, 50]
    assert [f["Content-Disposition"] for f in files] == [
        f'attachment; filename="rules-{edition.award.slug}-2026-v{n}.json"' for n in (2, 1)
    ]


def test_the_page_names_the_file_in_the_commands_that_check_it(client):
    edition = make_edition("nomination")

    text = page(client, edition)

    for command in ("certutil -hashfile", "shasum -a 256", "sha256sum"):
        assert f"{command} rules-{edition.award.slug}-2026-v1.json" in text


def test_the_file_in_force_is_that_of_the_newest_version(client):
    edition = make_edition("before")
    rewrite(edition)

    newest = client.get(reverse("rules_json", args=[edition.award.slug, edition.year]))

    assert newest.content == rules_file(client, edition, 2).content
    assert newest["X-Content-SHA256"] == hashlib.sha256(newest.content).hexdigest()


def test_a_declined_version_and_one_that_never_was_are_not_found(client):
    edition = make_edition("nomination")
    decline(propose(edition, make_organiser(edition)), by=make_organiser(edition))

    assert [rules_file(client, edition, n).status_code for n in (1, 2)] == [200, 404]


def test_drafts_before_the_freeze_are_nobodys_affair(client):
    edition = played()
    rewrite(edition)
    before = [rules_file(client, edition, n).status_code for n in (1, 2)]
    until(edition, "nomination", "opens_at")
    change(edition, more_jury(rules_in_force(edition), jury=80))

    after = [rules_file(client, edition, n).status_code for n in (1, 2, 3)]

    assert (before, after) == ([404, 200], [404, 200, 200])
    assert re.findall(r'<li value="(\d+)">', page(client, edition)) == ["3", "2"]


def test_the_rules_of_a_hidden_edition_are_not_found(client):
    edition = make_edition("before", is_public=False)

    assert rules_file(client, edition, 1).status_code == 404


REWRITING = [
    "UPDATE rules_rulebook SET rules = jsonb_set(rules, '{year}', '2030')",
    "UPDATE rules_rulebook SET sha256 = repeat('0', 64)",
    "UPDATE rules_rulebook SET reason = 'en annan'",
    "UPDATE rules_rulebook SET version = 9",
    "UPDATE rules_rulebook SET proposed_by_id = NULL, after_freeze = false",
    "UPDATE rules_rulebook SET adopted_at = NULL",
    "UPDATE rules_rulebook SET adopted_at = now() - interval '1 year'",
    "UPDATE rules_rulebook SET extends = 'vote'",
    "DELETE FROM rules_rulebook",
    "TRUNCATE rules_rulebook CASCADE",
]


@pytest.mark.parametrize("statement", REWRITING)
def test_the_database_itself_refuses_to_rewrite_a_version(statement):
    edition = make_edition("before")
    rewrite(edition)
    before = list(RuleBook.objects.values())

    with pytest.raises(IntegrityError, match="refused"), transaction.atomic():
        execute("SET CONSTRAINTS ALL IMMEDIATE", statement)

    assert list(RuleBook.objects.values()) == before


def test_rules_rewritten_by_somebody_who_owns_the_database_are_found():
    edition = make_edition("before")
    rewrite(edition)
    entry = LogEntry.objects.filter(action="rules.adopted").order_by("-seq").first()
    untouched = verify_log().faults

    execute(
        "SET LOCAL session_replication_role = 'replica'",
        "UPDATE rules_rulebook SET rules = jsonb_set(rules, '{year}', '2030') WHERE version = 2",
        "SET LOCAL session_replication_role = 'origin'",
    )

    assert untouched == ()
    assert verify_log().faults == (
        LogFault(entry.seq, "the rules that it speaks of have been changed"),
    )


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.mark.parametrize(("days", "words"), [(3, "minst 3 dagar"), (1, "minst 1 dag,")])
def test_it_says_who_decides_before_anything_is_proposed(client, days, words):
    edition = make_edition()
    Organisation.objects.update(seniority_days=days)

    text = squeezed(page(client, edition))

    assert f"båda har haft rollen i {words}" in text
    assert "ett namngivet vittne utifrån, eller så gäller det efter 72 timmar" in text
