"""What will be missing when the jury's round closes, while something can be done about it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from award.programme.domain.calendar import calendar
from tests.factories import (
    get_round,
    make_candidate,
    make_edition,
    make_entry,
    make_organiser,
    make_person,
    move_round,
)
from tests.reading import squeezed
from voting.jury.domain.assigning import assign_everything
from voting.jury.domain.inviting import invite_juror
from voting.jury.domain.leaving import leave
from voting.jury.domain.outlook import outlooks
from voting.jury.domain.progress import progress
from voting.jury.domain.recusing import recuse
from voting.jury.domain.scoring import complete, save
from voting.jury.panel import JuryPanel

pytestmark = pytest.mark.django_db
MOST = 53  # 85 with twelve jurors once; complaints, proposals and the mail's brake ask once each
ALL = {"forebild": 5, "insats": 4, "spridning": 3}


def make_jury(*, jurors=2, names=("Anna Ek", "Berit Al"), categories=1):
    """A jury in its round, whose rules ask for two sheets; everybody has everything to score."""
    edition = make_edition("jury", categories=categories)
    organiser = make_organiser(edition)
    entries = [make_entry(edition, candidate=make_candidate(edition, name)) for name in names]
    sitting = [
        invite_juror(
            edition=edition, email=f"juror{n}@example.org", name=f"Juror {n}", by=organiser
        )
        for n in range(jurors)
    ]
    assign_everything(edition)
    return edition, sitting, entries


def ahead_of(edition):
    return next(iter(outlooks(edition, calendar(edition))), None)


def decisions(edition):
    with translation.override("en"):
        return [d.text for d in JuryPanel().decisions(edition)]


def desk_page(edition, language="en"):
    client = Client()
    client.force_login(make_organiser(edition), backend="django.contrib.auth.backends.ModelBackend")
    with translation.override(language):
        return client.get(reverse("desk_jury", args=[edition.award.slug, edition.year]))


def test_recusal_and_a_slow_juror_put_a_candidate_below_the_quorum_and_the_desk_says_so():
    """One recusal and one slow juror, and she vanished without a word."""
    edition, (quick, slow, biased), (anna, berit) = make_jury(jurors=3)
    for entry in (anna, berit):
        complete(juror=quick, entry=entry, scores=ALL)
    complete(juror=biased, entry=berit, scores=ALL)
    recuse(juror=biased, entry=anna, reason="Min syster")
    move_round(get_round(edition, "jury"), closes_in=timedelta(days=2, hours=1))

    ahead = ahead_of(edition)
    page = squeezed(desk_page(edition).text)

    assert [(s.entry, s.done, s.able) for s in ahead.short] == [(anna, 1, 2)]
    assert (ahead.days, [p.juror for p in ahead.idle]) == (2, [slow])
    assert "1 candidate has too few score sheets so far" in decisions(edition)
    assert "2 days are left" in page
    assert "Anna Ek" in page.split("Too few score sheets so far")[1].split("</ul>")[0]
    assert "Juror 1" in page.split("Have not begun")[1].split("</ul>")[0]


def test_candidate_whom_too_few_may_score_is_told_of_at_once():
    edition, (first, second), (anna, _) = make_jury()

    recuse(juror=first, entry=anna, reason="Min syster")

    (short,) = ahead_of(edition).out_of_reach
    assert (short.entry, short.able, short.quorum) == (anna, 1, 2)
    assert "1 candidate cannot get enough score sheets: invite another juror" in decisions(edition)
    assert second in [p.juror for p in progress(edition)]


def test_another_juror_brings_her_within_reach():
    edition, (first, _), (anna, _) = make_jury()
    recuse(juror=first, entry=anna, reason="Min syster")

    invite_juror(edition=edition, email="ny@example.org", by=make_person())

    assert ahead_of(edition).out_of_reach == []


def test_early_in_the_round_only_what_is_out_of_reach_is_a_decision():
    edition, _, _ = make_jury()
    move_round(get_round(edition, "jury"), closes_in=timedelta(days=9))

    texts = decisions(edition)

    assert [t for t in texts if "so far" in t] == []
    assert len(ahead_of(edition).short) == 2


def test_categories_with_nobody_and_with_one_are_listed_with_what_to_do():
    edition, _, _ = make_jury(names=("Anna Ek",), categories=2)

    page = squeezed(desk_page(edition).text)

    assert "2 categories have nobody or one to choose from" in decisions(edition)
    listed = page.split("Hardly anybody to choose from")[1].split("</ul>")[0]
    assert ("only Anna Ek" in listed, "nobody" in listed) == (True, True)
    assert "left undecided" in listed


def test_when_nothing_is_missing_the_page_says_nothing():
    edition, jurors, entries = make_jury()
    for juror in jurors:
        for entry in entries:
            complete(juror=juror, entry=entry, scores=ALL)

    assert ahead_of(edition).is_clear
    assert decisions(edition) == []
    assert "Before the round closes" not in desk_page(edition).text


def test_sheet_that_is_only_begun_counts_as_begun_and_not_as_done():
    edition, (first, second), (anna, _) = make_jury()
    save(juror=first, entry=anna, scores={"forebild": 3})

    found = {p.juror: (p.assigned, p.begun, p.completed) for p in progress(edition)}

    assert found == {first: (2, 1, 0), second: (2, 0, 0)}
    assert [p.juror for p in ahead_of(edition).idle] == [second]


def test_sheets_of_a_juror_who_left_are_not_counted_on():
    edition, (first, second, third), (anna, _) = make_jury(jurors=3)
    for juror in (first, second):
        complete(juror=juror, entry=anna, scores=ALL)

    leave(juror=second, by=second.invited_by, reason="Ny tjänst")

    (short,) = [s for s in ahead_of(edition).short if s.entry == anna]
    assert (short.done, short.able) == (1, 2)
    assert third in [p.juror for p in progress(edition)]


def test_after_the_closing_the_desk_says_below_the_quorum_in_words():
    edition, (first, second), (anna, berit) = make_jury()
    complete(juror=first, entry=anna, scores=ALL)
    for juror in (first, second):
        complete(juror=juror, entry=berit, scores=ALL)
    move_round(get_round(edition, "jury"), closes_in=timedelta(minutes=-5))

    page = squeezed(desk_page(edition).text)

    assert decisions(edition) == [
        "1 candidate ended below the quorum: give the jury more time, or let it be"
    ]
    listed = page.split("Below the quorum")[1].split("</ul>")[0]
    assert ("Anna Ek" in listed, "Berit Al" in listed) == (True, False)
    assert "The jury does not place these candidates" in listed


def test_before_the_round_opens_there_is_no_outlook():
    edition = make_edition("nomination")

    assert ahead_of(edition) is None


def test_outlook_speaks_swedish():
    edition, (first, _), (anna, _) = make_jury(categories=2)
    recuse(juror=first, entry=anna, reason="Min syster")

    page = squeezed(desk_page(edition, "sv").text)

    assert "Innan omgången stänger" in page
    assert "Kan inte få tillräckligt många bedömningar" in page


@pytest.mark.parametrize("jurors", [2, 12])
def test_progress_of_the_whole_jury_is_one_statement(jurors, django_assert_num_queries):
    edition, _, _ = make_jury(jurors=jurors)
    round = get_round(edition, "jury")

    with django_assert_num_queries(1):
        found = progress(edition, [round])

    assert len(found) == jurors


def desk_statements(jurors):
    edition, _, _ = make_jury(jurors=jurors)
    client = Client()
    client.force_login(make_organiser(edition), backend="django.contrib.auth.backends.ModelBackend")
    url = reverse("desk_edition", args=[edition.award.slug, edition.year])
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    return len(asked)


def test_first_page_of_the_desk_asks_as_much_for_twelve_jurors_as_for_two():
    two, twelve = desk_statements(2), desk_statements(12)

    assert two == twelve
    assert twelve <= MOST
