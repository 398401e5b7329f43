"""What is kept of people goes by itself on its day, by the rule book's days or the platform's."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from award.log.models import LogEntry
from award.mail.models import Effect, Message
from award.people.domain.personal import keeping
from award.people.domain.personal.keeping import (
    days_of,
    default_days,
    forget_due,
    forget_what_is_due,
    in_words,
    kinds,
)
from award.programme.models import Seal
from award.rules.domain.books import rules_in_force
from award.rules.domain.checking import check_rules
from award.rules.domain.document import Rules, RulesError
from award.rules.domain.words import sections_of
from nominations.models import Candidate, Nomination
from tests.award.people.personal import NOMINATOR, SENDER, saying, write_to
from tests.factories import (
    make_candidate,
    make_edition,
    make_entry,
    make_role,
    shift_edition,
)
from tests.nominations.making import make_nomination
from voting.jury.models import Juror, ScoreSheet

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def seal_all(edition):
    for round in edition.rounds.all():
        Seal.objects.create(round=round, sha256="0" * 64, at=round.closes_at)


def after_the_result(days, **rules):
    """An edition whose result came so many days ago."""
    edition = make_edition("announced", **({"rules": rules} if rules else {}))
    edition.refresh_from_db()
    shift_edition(edition, by=timezone.now() - edition.announce_at - days * DAY)
    edition.refresh_from_db()
    return edition


def age(message, days):
    Message.objects.filter(pk=message.pk).update(created_at=timezone.now() - days * DAY)


@pytest.mark.parametrize(("days", "signed"), [(29, True), (31, False)])
def test_nominators_are_kept_until_their_day(days, signed):
    edition = after_the_result(days)
    make_nomination(edition, nominator_name=NOMINATOR, nominator_email=SENDER)
    seal_all(edition)

    forget_what_is_due()

    assert bool(saying(NOMINATOR, SENDER)) is signed


def test_the_rule_books_days_go_before_the_platforms():
    edition = after_the_result(10, retention={"nominators": 5})
    make_nomination(edition, nominator_name=NOMINATOR)
    seal_all(edition)

    forget_what_is_due()

    assert days_of("nominators", edition) == 5
    assert saying(NOMINATOR) == []


def test_nothing_that_counts_from_the_result_goes_before_everything_is_sealed():
    edition = after_the_result(200)
    make_nomination(edition, nominator_name=NOMINATOR)

    forget_what_is_due()

    assert saying(NOMINATOR) != []


def test_what_went_because_of_the_result_stands_in_the_log_by_number():
    edition = after_the_result(31)
    make_nomination(edition, nominator_name=NOMINATOR)
    seal_all(edition)

    forget_what_is_due()

    entry = LogEntry.objects.get(action="personal.forgotten", edition=edition)
    assert entry.payload.content["after"] == {"kind": "nominators", "number": 1}


def test_nominations_that_nobody_confirmed_go_after_a_week():
    edition = make_edition()
    old = make_nomination(edition, confirmed_at=None, created_at=timezone.now() - 8 * DAY)
    new = make_nomination(edition, confirmed_at=None, created_at=timezone.now() - 6 * DAY)

    forget_what_is_due()

    assert [*Nomination.objects.all()] == [new]
    assert old != new


def test_who_said_no_is_erased_after_a_month_and_counted_as_before():
    edition = make_edition()
    old = make_candidate(edition, "Nej Nilsson", declined_at=timezone.now() - 31 * DAY)
    new = make_candidate(edition, "Nyss Nilsson", declined_at=timezone.now() - 29 * DAY)

    forget_what_is_due()

    assert {c.pk: c.name for c in Candidate.objects.all()} == {old.pk: "", new.pk: "Nyss Nilsson"}


def test_letters_lose_their_words_after_a_month_and_their_addresses_after_the_result():
    edition = make_edition()
    old = write_to("a@example.net", edition=edition, text="Gammalt")
    new = write_to("b@example.net", edition=edition, text="Nytt")
    waiting = write_to("c@example.net", edition=edition, text="Väntar", sent=False)
    age(old, 31), age(waiting, 31)

    forget_what_is_due()

    texts = dict(Message.objects.values_list("recipient", "text"))
    assert texts == {old.recipient: "", new.recipient: new.text, waiting.recipient: waiting.text}
    assert "Nytt" in new.text


def test_addresses_of_mail_go_with_the_result():
    edition = after_the_result(31)
    write_to("a@example.net", edition=edition, text="Du vann")
    seal_all(edition)
    Message.objects.update(created_at=timezone.now() - DAY)

    forget_what_is_due()

    assert not Message.objects.filter(recipient="a@example.net").exists()


def test_mail_of_no_edition_goes_after_a_month():
    old, new = (write_to(f"{n}@example.net", edition=None, text="Kod") for n in ("a", "b"))
    age(old, 31)

    forget_what_is_due()

    assert [*Message.objects.values_list("pk", flat=True)] == [new.pk]


def test_comments_of_jurors_go_after_a_year_and_points_stay():
    edition = after_the_result(366)
    entry = make_entry(edition)
    juror = _juror(edition)
    ScoreSheet.objects.create(juror=juror, entry=entry, comment="Hon är bäst.")
    seal_all(edition)

    forget_what_is_due()

    assert [*ScoreSheet.objects.values_list("comment", flat=True)] == [""]


def test_sessions_that_are_over_go():
    Session.objects.create(session_key="a", session_data="x", expire_date=timezone.now() - DAY)
    Session.objects.create(session_key="b", session_data="x", expire_date=timezone.now() + DAY)

    forget_what_is_due()

    assert [*Session.objects.values_list("session_key", flat=True)] == ["b"]


def test_a_task_that_is_done_is_kept_and_what_went_wrong_before_is_not():
    old = timezone.now() - 31 * DAY
    Effect.objects.create(key="a", name="x", done_at=old, last_error="550 <a@example.org>")
    Effect.objects.create(key="b", name="x", last_error="550 <b@example.org>")

    forget_what_is_due()

    assert dict(Effect.objects.values_list("key", "last_error")) == {
        "a": "",
        "b": "550 <b@example.org>",
    }


def test_it_is_asked_once_an_hour_and_what_fails_holds_up_nothing(monkeypatch):
    edition = make_edition()
    make_nomination(edition, confirmed_at=None, created_at=timezone.now() - 8 * DAY)
    broken = replace(kinds()[0], forget=_break)
    monkeypatch.setitem(keeping._kinds, broken.slug, broken)

    forget_due()

    assert Nomination.objects.count() == 0
    make_nomination(edition, confirmed_at=None, created_at=timezone.now() - 8 * DAY)
    assert forget_due() == 0
    assert Nomination.objects.count() == 1


def test_a_new_rule_book_says_the_days_and_an_old_one_keeps_its_hash():
    rules = rules_in_force(make_edition())

    old = replace(rules, retention=None)

    assert rules.retention == default_days()
    assert "retention" not in old.to_json()
    assert Rules.from_json(rules.to_json()) == rules
    assert Rules.from_json(old.to_json()) == old


@pytest.mark.parametrize(
    ("retention", "path"),
    [({"mail": 0}, "retention.mail"), ({"mail": 366}, "retention.mail"), ({"x": 1}, "retention.x")],
)
def test_days_that_are_none_or_too_many_are_refused_by_name(retention, path):
    rules = replace(rules_in_force(make_edition("before")), retention=retention)

    with pytest.raises(RulesError) as refused:
        check_rules(rules)

    assert list(refused.value.problems) == [path]


def test_the_rules_say_in_words_how_long_everything_is_kept():
    edition = make_edition()
    rules = replace(rules_in_force(edition), retention={**default_days(), "nominators": 1})

    said = {s.heading: dict(s.pairs) for s in sections_of(rules, edition)}[
        "Hur länge personuppgifter sparas"
    ]

    assert len(said) == len(kinds())
    assert said["Vem som har nominerat: namn och adress"] == "till och med 1 dag efter resultatet"


def test_every_kind_says_what_why_and_how_long():
    for kind in kinds():
        assert str(kind.what)
        assert str(kind.why)
        assert 1 <= kind.days <= kind.most
        assert str(kind.days) in in_words(kind, kind.days)


def _juror(edition):
    return Juror.objects.create(edition=edition, person=make_role(edition, "juror"))


def _break(edition, moment):
    raise ValueError("on purpose")
