"""Whoever is to approve a result, the second person or a witness, reads whom it is about."""

import re

import pytest

from award.people.domain.acts import inside_words, public_words
from award.people.domain.two_persons import OutsideWitness, approve
from tests.factories import make_organiser
from tests.posted import mails_to
from tests.voting.results.deciding import SIGNED_IN, proposed, two_of
from tests.voting.results.extra import plan_for, propose_extra
from tests.voting.results.playing import path
from voting.results.domain.questions import CORRECT, MEETING, WITHHOLD

pytestmark = pytest.mark.django_db
MINUTES = "Juryn sammanträdde.\nAlla var med."


@pytest.mark.parametrize(
    ("kind", "slug", "words"),
    [(MEETING, "cecilia", "Vinnaren: Cecilia."), (CORRECT, "anna", "Det räknas utan: Anna.")],
)
def test_second_reads_whom_it_is_about_where_she_approves(tied, client, kind, slug, words):
    one, other = two_of(tied)
    proposed(tied, kind, by=one, slugs=[slug], minutes=MINUTES)
    client.force_login(other, backend=SIGNED_IN)

    page = client.get(path("desk_proposals", tied)).text

    assert words in page
    assert "Juryn sammanträdde.<br>Alla var med." in page
    assert f'href="{path("desk_results", tied)}">Se vad det gäller' in page


def test_second_reads_who_stands(tied, client):
    one, other = two_of(tied)
    propose_extra(tied, plan_for(tied, "anna", "cecilia"), by=one)
    client.force_login(other, backend=SIGNED_IN)

    assert "De som ställer upp: Anna, Cecilia." in client.get(path("desk_proposals", tied)).text


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (WITHHOLD, ["Kategori 1: ingen får priset."]),
        (CORRECT, ["Ingen stryks: allt räknas om som det är."]),
    ],
)
def test_that_nobody_is_named_is_said(tied, kind, words):
    told = inside_words(proposed(tied, kind, by=two_of(tied)[0]))

    assert told[-1:] == words


def test_witness_reads_who_wins_and_the_minutes(tied, client):
    proposed(
        tied,
        MEETING,
        by=make_organiser(tied),
        slugs=["cecilia"],
        minutes=MINUTES,
        witness=OutsideWitness("Vera", "vera@example.org"),
    )
    mail = mails_to("vera@example.org")[0].text
    address = re.search(r"/vittne/[\w-]+/", mail)[0]

    page = client.get(address).text

    assert "Vinnaren: Cecilia." in page
    assert "Juryn sammanträdde." in page
    assert "Cecilia" not in mail


def test_everybody_reads_nobodys_name(tied, client):
    proposal = proposed(tied, MEETING, by=two_of(tied)[0], slugs=["cecilia"], minutes=MINUTES)

    assert "Cecilia" not in " ".join([*public_words(proposal), *proposal.sentences])
    assert "sammanträdde" not in client.get(path("rules", tied)).text


def test_what_opened_when_it_was_decided_says_when(tied):
    one, other = two_of(tied)
    proposal = propose_extra(tied, by=one)
    waits = " ".join(public_words(proposal))
    approve(proposal, by=other)
    proposal.refresh_from_db()

    assert "så snart den är beslutad" in waits
    assert "så snart den är beslutad" not in " ".join(public_words(proposal))
    assert "så snart den är beslutad" not in " ".join(inside_words(proposal))
