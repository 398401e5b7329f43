"""One search finds a person, everywhere, under any spelling, and within the reader's reach."""

import pytest
from django.utils import translation

from award.mail.domain.messaging import queue_message
from award.mail.models import Message
from award.people.domain.personal.finding import find, held
from award.people.domain.personal.letters import Letters
from award.people.domain.personal.reach import reach_of
from award.people.domain.personal.wanted import Wanted, says
from nominations.domain.protecting import protect
from tests.award.people.personal import NAME, NOMINATOR, SENDER, make_world, write_to
from tests.factories import make_edition, make_organiser, make_role
from voting.jury.domain.inviting import invite_juror

pytestmark = pytest.mark.django_db


def kinds(found):
    return sorted({each.holding.source for each in found})


@pytest.mark.parametrize(
    "typed",
    [
        NAME,
        "ottilia kvarnback",
        "Kvarnbäck",
        "Ottillia Kvarnbäck",
        "Kvarnbäck, Ottilia",
        "O. Kvarnbäck",
    ],
)
def test_a_name_is_found_however_it_is_spelt(typed):
    world = make_world()

    found = find(Wanted(typed), world.reach)

    assert {"nominated", "nominee"} <= set(kinds(found))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Annakarin Dalskog", "Anna-Karin Dalskog"),
        ("Annakarin Dalskog", "Anna Karin Dalskog"),
        ("Anna-Karin Dalskog", "Annakarin Dalskog"),
        ("anna karin dalskog", "Annakarin Dalskog"),
        ("Anna Karin Dalskog", "Anna-Carin Dahlskog"),
    ],
)
def test_a_name_in_one_or_in_two_is_the_same(typed, written):
    assert Wanted(typed).fits(written)


def test_two_names_are_no_other_one_that_begins_like_both_of_them():
    assert not Wanted("Bo Ek").fits("Karin Boeklund")


def test_an_address_is_found_under_its_other_spellings_and_is_sure():
    edition = make_edition()
    invite_juror(edition=edition, email="anna.berg@gmail.com", by=make_organiser(edition))
    owner = make_role(edition, "owner")

    found = find(
        Wanted("AnnaBerg+pris@googlemail.com"), reach_of(owner, edition.award.organisation)
    )

    assert [(f.holding.source, f.sure) for f in found if f.holding.source != "letter"] == [
        ("juror", True),
        ("account", True),
    ]


def test_nominator_is_found_by_name_and_by_address():
    world = make_world()

    by_name, by_address = (find(Wanted(t), world.reach) for t in (NOMINATOR, SENDER))

    assert "nominator" in kinds(by_name)
    assert "nominator" in kinds(by_address)


def test_who_is_known_by_mail_and_log_alone_is_found_there():
    world = make_world()
    write_to("nobody.else@example.org", edition=world.edition, text="Hej Sigbritt Tallmo!")

    assert kinds(find(Wanted("Sigbritt Tallmo"), world.reach)) == ["letter"]
    assert "entry" in kinds(find(Wanted(NAME), world.reach))


def test_nothing_is_found_for_what_stands_nowhere():
    assert find(Wanted("Xerxes Quist"), make_world().reach) == []


def test_an_organiser_of_one_year_finds_that_year_and_no_other():
    world = make_world()
    elsewhere = make_edition(organisation=world.edition.award.organisation)
    organiser = make_organiser(elsewhere)
    reach = reach_of(organiser, world.edition.award.organisation)

    assert reach.editions == {elsewhere.pk}
    assert kinds(find(Wanted(NAME), reach)) == []
    assert held([f"nominee:{world.candidate.pk}"], reach) == []


def test_another_organisation_finds_nothing():
    world = make_world()
    other = make_edition()

    reach = reach_of(make_role(other, "owner"), other.award.organisation)

    assert find(Wanted(NAME), reach) == []
    assert held([f"nominated:{world.nomination.pk}"], reach) == []


def test_who_somebody_protected_is_finds_her_keeper_alone():
    world = make_world()
    keeper = make_organiser(world.edition)
    protect(world.candidate, public_name="Vera", by=keeper, keepers=[keeper])
    Message.objects.update(unlisted=True)
    organisation = world.edition.award.organisation

    found = find(Wanted(NAME), reach_of(keeper, organisation))
    others = find(Wanted(NAME), world.reach)

    assert kinds(found) == ["nominee"]
    assert kinds(others) == []


def test_what_is_held_comes_with_all_that_belongs_to_it():
    world = make_world()

    known = held([f"nominated:{world.nomination.pk}"], world.reach)

    assert {each.source for each in known} == {"letter", "nominee", "nominated", "entry"}
    assert all(each.thing is not None for each in known)


@pytest.mark.parametrize(
    "strange", ["", ":", "nominee:", "nominee:x", "nobody:1", "letter:1", "entry:9"]
)
def test_a_reference_that_leads_nowhere_finds_nothing(strange):
    assert held([strange], make_world().reach) == []


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("Hej Anna Ek!", "anna ek", True),
        ("Hej Anna Ekström!", "Anna Ek", False),
        ("åsa é", "Åsa É", True),
        ("", "x", False),
        ("anything", " ", False),
    ],
)
def test_only_whole_words_say_a_name(text, words, said):
    assert says(text, words) is said


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Lingdren", "Sofia Lindgren"),
        ("Lindgrn", "Sofia Lindgren"),
        ("Hjort", "Eva Hiort"),
        ("Kvarnbäk", "Ottilia Kvarnbäck"),
    ],
)
def test_a_surname_alone_may_have_a_slip_in_it(typed, name):
    assert Wanted(typed).fits(name)


@pytest.mark.parametrize(("typed", "name"), [("Eva", "Ewe Berg"), ("Lund", "Eva Lind")])
def test_a_short_word_with_another_letter_is_another(typed, name):
    assert not Wanted(typed).fits(name)


def test_what_stands_before_the_at_sign_finds_an_address():
    assert Wanted("annaek").fits("", "annaek@example.org")
    assert not Wanted("anna").fits("", "annaek@example.org")
    assert not Wanted("example").fits("", "annaek@example.org")


def test_letter_of_no_edition_is_kept_for_its_own_days():
    """It said: until 30 days after the result."""
    world = make_world()
    queue_message(
        "new_browser",
        occasion="of-no-edition",
        recipient="framling@example.net",
        context={"browser": "Firefox", "keys": "/konto/"},
    )

    (found,) = [f.holding for f in find(Wanted("framling@example.net"), world.reach)]

    with translation.override("en"):
        assert Letters().until(found) == "for 30 days"
