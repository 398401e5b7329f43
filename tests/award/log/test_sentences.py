"""The log reads as sentences with names, and is found by name; whoever is erased has none in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from award.log.domain.changing import change
from award.log.domain.naming import names_of, references_found
from award.log.domain.reading import LogFilter, log_rows
from award.log.domain.recording import record
from award.log.domain.renewing import renew_and_record
from award.log.domain.sentences import _actors, _people, _year
from award.log.domain.words import action_words
from award.log.models import LogEntry
from award.mail.domain.standstill import stand_still
from award.people.domain.granting import grant, revoke
from award.people.models import Role
from nominations.domain.erasing import erase_candidate
from tests.factories import (
    make_candidate,
    make_edition,
    make_nominee,
    make_organiser,
    make_person,
    make_role,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_edition()


@pytest.fixture
def olga(edition):
    return make_role(edition, "owner", person=make_person(name="Olga"))


@pytest.fixture
def marta(edition):
    return make_nominee(edition, "Märta", workplace="Verket")


def move(candidate, by, **changes):
    fields = changes or {"workplace": "Hamnen"}
    return change(
        candidate, changes=fields, action="candidate.edited", by=by, edition=candidate.edition
    )


def _entries():
    """Without those that a made edition begins with."""
    return LogEntry.objects.exclude(action="rules.adopted")


def said(language: str = "en") -> list[str]:
    with translation.override(language):
        rows = log_rows(_entries().select_related("payload").order_by("seq"))
    return [sentence for row in rows for sentence in row.sentences]


def found(text: str) -> list[str]:
    with translation.override("en"):
        entries = LogFilter(text=text).narrow(_entries())
        return [row.sentences[0] for row in log_rows(entries)]


@pytest.mark.parametrize(("language", "sentence"), [
    ("en", "Olga changed Märta’s workplace from “Verket” to “Hamnen”."),
    ("sv", "Olga ändrade arbetsplats för Märta från ”Verket” till ”Hamnen”."),
])  # fmt: skip
def test_a_change_says_who_whose_what_from_what_and_to_what(marta, olga, language, sentence):
    move(marta, olga)

    assert said(language) == [sentence]


def test_two_fields_are_two_sentences(marta, olga):
    move(marta, olga, workplace="", title="Chef")

    assert sorted(said()) == [
        "Olga took away Märta’s workplace: “Verket”.",
        "Olga wrote Märta’s title: “Chef”.",
    ]


def test_a_long_value_is_cut_in_the_sentence(marta, olga):
    move(marta, olga, motivation_sv="ord " * 100)

    (sentence,) = said()
    assert len(sentence) < 150
    assert sentence.endswith("…”.")


def test_roles_are_given_and_taken_away_by_name(edition, olga):
    role = grant(
        organisation=edition.award.organisation, edition=edition, email="kim@example.org",
        kind=Role.Kind.READER, by=olga, name="Kim",
    )  # fmt: skip
    revoke(role, by=olga)

    assert said() == ["Olga gave Kim a role.", "Olga took a role away from Kim."]


@pytest.mark.parametrize(("actor", "who"), [
    ("system", "Whoever looks after the server"),
    ("task:settle", "The program"),
    ("nominator", "The nominator"),
    ("stranger", "Somebody"),
    ("person:999999", "Somebody who has been erased"),
])  # fmt: skip
def test_whoever_has_no_account_is_called_what_she_is(marta, actor, who):
    record("candidate.reminded", actor=actor, object=marta, edition=marta.edition)
    LogEntry.objects.filter(actor="person:999999").exists()

    (sentence,) = said()
    assert sentence in {f"{who} reminded Märta.", f"{actor} reminded Märta."}


def test_what_is_about_the_whole_edition_has_its_name(edition):
    record("result.announced", actor="task:announce", object="editionresult:1", edition=edition)

    assert said() == [f"The program announced the result of {edition}."]


def test_what_nothing_is_left_of_is_said_so(edition):
    record("candidate.reminded", actor="system", object="candidate:999999", edition=edition)

    assert said() == [
        "Whoever looks after the server reminded somebody or something that is no longer here."
    ]


def test_an_action_without_a_sentence_is_said_plainly(edition):
    with translation.override("en"):
        record("jury.reminded", actor="system", object=edition, edition=edition)
        what = action_words("jury.reminded")

    assert said() == [f"Whoever looks after the server: {what} ({edition})."]


@pytest.mark.parametrize("text", ["märta", "MÄRTA", "hamn", "Olga"])
def test_the_log_is_found_by_every_name_in_it(marta, olga, text):
    move(marta, olga)
    record("candidate.reminded", actor="system", object="candidate:999999", edition=marta.edition)

    assert found(text) == ["Olga changed Märta’s workplace from “Verket” to “Hamnen”."]


def test_an_entry_that_does_not_hold_the_name_is_found_by_it(marta):
    """Only the row that it is about does."""
    record("candidate.reminded", actor="system", object=marta, edition=marta.edition)

    assert found("Märta") == ["Whoever looks after the server reminded Märta."]


def test_by_her_new_name_too(marta, olga):
    record("candidate.reminded", actor="system", object=marta, edition=marta.edition)
    type(marta).objects.filter(pk=marta.pk).update(name="Märit")

    assert (len(found("Märit")), len(found("Märta"))) == (1, 0)


def test_whoever_is_erased_has_no_name_in_the_log(marta, olga):
    record("candidate.reminded", actor="system", object=marta, edition=marta.edition)
    move(marta, olga)

    erase_candidate(marta, by=olga, reason="Hon bad om det.")

    assert found("Märta") == found("Hamnen") == []
    assert "Märta" not in " ".join(said())


def test_what_is_no_reference_has_no_name(marta):
    assert names_of(
        ["system", "candidate:x", "candidate:", "nothing:1", f"candidate:{marta.pk}"]
    ) == {f"candidate:{marta.pk}": "Märta"}


def test_names_of_a_kind_are_asked_for_at_once(edition, django_assert_num_queries):
    references = [f"candidate:{make_candidate(edition).pk}" for _ in range(20)]

    with django_assert_num_queries(1):
        names_of(references)


def test_everybody_with_the_name_is_found(edition):
    pks = [make_candidate(edition, "Märta", slug=f"m{n}").pk for n in range(3)]

    assert [r for r in references_found("märta") if r.startswith("candidate")] == [
        f"candidate:{pk}" for pk in pks
    ]


@pytest.mark.parametrize("action", sorted({**_people(), **_year()}))
def test_every_sentence_is_of_an_action_and_has_swedish(action):
    with translation.override("en"):
        english = {**_people(), **_year()}[action]
        assert action_words(action) != action
    with translation.override("sv"):
        swedish = {**_people(), **_year()}[action]

    assert english != swedish
    assert (english % {"who": "A", "whom": "B"}) != (swedish % {"who": "A", "whom": "B"})


def test_the_page_of_the_organisation_tells_of_accounts_and_keys(client, edition, olga):
    organiser = make_organiser(edition)
    for action in ("person.signed_in", "person.key_added", "person.sign_in_failed"):
        record(action, actor=organiser, object=organiser)
    stranger = make_person(name="Utanför")
    record("person.signed_in", actor=stranger, object=stranger)
    client.force_login(olga)

    page = client.get(
        reverse("desk_organisation_log", args=[edition.award.organisation.slug])
    ).content.decode()

    assert f"{organiser} loggade in." in page
    assert "lade till en nyckel till kontot" in page
    assert "skrev fel kod" in page
    assert "Utanför" not in page


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("sv", ("svar", "", "ja")),
        ("en", ("answer", "", "yes")),
    ],
)
def test_what_the_program_writes_into_a_field_is_told_in_words(marta, olga, language, told):
    record(
        "candidate.accepted",
        actor=olga,
        object=marta,
        edition=marta.edition,
        after={"answer": "yes"},
    )
    record(
        "candidate.edited",
        actor=olga,
        object=marta,
        edition=marta.edition,
        after={"portrait": "new"},
    )

    with translation.override(language):
        answer, portrait = log_rows(_entries().order_by("seq"))

    assert answer.details == (told,)
    assert ("new" in str(portrait.details)) is (language == "en")


def test_whoever_looks_after_the_server_is_named_so(edition, settings, tmp_path):
    settings.KEY_FILE = tmp_path / "keys" / "forebild.key"
    stand_still(timezone.now())
    renew_and_record(reason="Prov", lost=True)

    with translation.override("en"):
        who = {row.who for row in log_rows(_entries().filter(actor="system"))}

    assert who == {"Whoever looks after the server"}


def test_every_kind_of_actor_is_called_something():
    """Whoever complained was called “Somebody”, as a stranger is."""
    written = re.compile(r'actor=f?"([a-z]+)')
    rooms = (Path(settings.BASE_DIR, room) for room in ("award", "nominations", "voting"))
    kinds = {
        k
        for room in rooms
        for file in room.rglob("*.py")
        for k in written.findall(file.read_text())
    }

    assert kinds - {"person"} <= set(_actors())
    assert "complainant" in kinds
