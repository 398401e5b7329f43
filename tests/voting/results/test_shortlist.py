"""The shortlist on the desk: what the jury gave as it was sealed, and what of it nobody may link."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from award.mail.domain.outbox import run_due
from award.people.models import Look
from award.programme.domain.calendar import calendar
from award.rules.domain.document import Publication
from nominations.domain.answering import decline_candidacy
from nominations.domain.completeness import Lack
from nominations.models import Candidate, Entry
from tests.factories import (
    get_round,
    make_candidate,
    make_edition,
    make_entry,
    make_nominee,
    make_organiser,
    make_role,
    move_round,
)
from tests.reading import squeezed
from tests.time_travel import rewrite_window
from tests.voting.results.playing import EVERYTHING, close_jury
from voting.jury.domain.assigning import assign_everything
from voting.jury.domain.inviting import invite_juror
from voting.jury.domain.recusing import recuse
from voting.jury.domain.scoring import complete
from voting.results.domain.left_out import left_out
from voting.results.domain.shortlist import finalists_sealed, sealed_shortlist
from voting.results.models import RoundResult
from voting.results.panel import ResultPanel

pytestmark = pytest.mark.django_db
CRITERIA = ("forebild", "insats", "spridning")
# Seven of whom the best five go on; each juror's points on every criterion.
POINTS = {
    "anna": (5, 5), "berit": (5, 4), "cilla": (4, 4), "disa": (4, 3), "elsa": (3, 3),
    "frida": (3, 2), "gun": (2, 2), "hedda": (1, 1),
}  # fmt: skip


def open_jury(points=POINTS, *, publication=EVERYTHING, jurors=2, **fields):
    edition = make_edition("jury", rules={"publication": publication}, **fields)
    organiser = make_organiser(edition)
    for n in range(jurors):
        invite_juror(
            edition=edition, email=f"j{n}.{edition.pk}@example.org", name=f"Juror {n}", by=organiser
        )
    for slug in points:
        make_entry(edition, candidate=make_candidate(edition, slug.title(), slug=slug))
    assign_everything(edition)
    return edition


def score(edition, points=POINTS):
    for n, juror in enumerate(edition.jurors.order_by("pk")):
        for entry in Entry.objects.filter(round=get_round(edition, "jury")):
            given = points[entry.candidate.slug][n]
            if given is not None:
                complete(
                    juror=juror,
                    entry=entry,
                    scores=dict.fromkeys(CRITERIA, given),
                    comment=f"{entry.candidate.slug} från {juror}" if given == 5 else "",
                )


@pytest.fixture
def sealed():
    edition = open_jury()
    score(edition)
    close_jury(edition)
    return edition


def address(edition):
    with translation.override("en"):
        return reverse("desk_shortlist", args=[edition.award.slug, edition.year])


def page(edition, person=None):
    client = Client()
    client.force_login(person or make_organiser(edition))
    return client.get(address(edition))


def rows(edition):
    (category,) = sealed_shortlist(edition).categories
    return {row.candidate.slug: row for row in category.rows}


def test_before_the_seal_there_is_nothing_and_the_page_says_when():
    edition = open_jury()
    score(edition)

    answer = page(edition)

    assert sealed_shortlist(edition) is None
    assert answer.status_code == 200
    assert "Until then nobody sees a point." in squeezed(answer.text)
    assert "Anna" not in answer.text


def test_in_the_grace_nobody_sees_a_point():
    edition = open_jury()
    score(edition)
    move_round(get_round(edition, "jury"), closes_in=-timedelta(minutes=1))

    assert "Anna" not in page(edition).text
    assert not RoundResult.objects.filter(round__kind="jury").exists()


def test_page_seals_what_is_due_where_no_worker_has():
    edition = open_jury()
    score(edition)
    move_round(get_round(edition, "jury"), closes_in=-timedelta(days=2))

    assert "Anna" in page(edition).text
    assert RoundResult.objects.filter(round__kind="jury").exists()


def test_rows_stand_best_first_with_place_figure_and_spread(sealed):
    found = rows(sealed)

    assert list(found) == list(POINTS)
    assert [row.place for row in found.values()] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert (found["berit"].figure, found["berit"].spread) == (Fraction(9, 2), Fraction(1))
    assert (found["anna"].lowest, found["anna"].highest) == (5, 5)


def test_finalists_are_marked_and_two_places_are_just_under_the_line(sealed):
    found = rows(sealed)

    assert [slug for slug, row in found.items() if row.is_finalist] == list(POINTS)[:5]
    assert {s: r.short_of for s, r in found.items() if r.short_of is not None} == {
        "frida": Fraction(1, 2), "gun": Fraction(1),
    }  # fmt: skip


def test_a_column_is_a_juror_by_the_sealed_alias(sealed):
    (category,) = sealed_shortlist(sealed).categories
    content = RoundResult.objects.get(round__kind="jury").content["categories"]["kategori-1"]

    given = {(s["juror"], s["entry"]): Fraction(s["scores"]["forebild"]) for s in content["sheets"]}
    shown = {
        (juror, row.alias): row.cells[n]
        for row in category.rows
        for n, juror in enumerate(category.columns)
    }
    assert category.columns == ("J1", "J2")
    assert shown == given


def test_page_names_no_juror_beside_points_or_comments(sealed):
    text = page(sealed).text

    assert "Juror 0" not in text.replace("från Juror 0", "")
    assert "J1" in text


def test_where_jurors_did_not_judge_the_same_no_row_shows_whose_points_they_are():
    """Who stepped back from whom is known by name to those who read the page."""
    edition = open_jury()
    entry = Entry.objects.get(round__kind="jury", candidate__slug="anna")
    recuse(juror=edition.jurors.order_by("pk")[0], entry=entry, reason="Min syster")
    score(edition, POINTS | {"anna": (None, 5)})
    close_jury(edition)

    (category,) = sealed_shortlist(edition).categories

    cells = {row.candidate.slug: row.cells for row in category.rows}
    assert category.columns == ()
    assert cells["anna"] == (5,)
    assert cells["berit"] == (4, 5)
    assert "the lowest first" in squeezed(page(edition).text)


def test_of_a_small_jury_no_points_are_shown():
    edition = open_jury(publication=Publication(5, 1, "figures", "ballots", "Länets revisor"))
    score(edition)
    close_jury(edition)

    (category,) = sealed_shortlist(edition).categories

    assert {row.cells for row in category.rows} == {()}
    assert category.rows[0].figure == 5
    assert category.rows[1].spread is None
    assert "the points are not shown here either" in squeezed(page(edition).text)


def test_comments_stand_without_names_in_the_order_of_their_words(sealed):
    anna = rows(sealed)["anna"]

    assert anna.comments == ("anna från Juror 0", "anna från Juror 1")
    assert rows(sealed)["gun"].comments == ()
    text = squeezed(page(sealed).text)
    assert f'<a href="#said-{anna.alias}-kategori-1">2</a>' in text
    assert "What the jurors wrote of 2 entries" in text


def test_who_has_too_few_sheets_has_no_place_and_stands_last():
    points = POINTS | {"anna": (None, 5)}
    edition = open_jury(points)
    score(edition, points)
    close_jury(edition)

    found = rows(edition)

    assert (found["anna"].figure, found["anna"].place, found["anna"].is_finalist) == (
        None,
        None,
        False,
    )
    assert list(found)[-1] == "anna"
    assert "too few sheets" in page(edition).text


def test_who_has_not_said_yes_is_named_with_why():
    edition = open_jury()
    now = timezone.now()
    silent = make_nominee(edition, "Tyst Ek", informed_at=now)
    no = make_nominee(edition, "Nej Ek", declined_at=now, informed_at=now)
    unheard = make_nominee(edition, "Ovetande Ek")
    for candidate in (silent, no, unheard):
        make_entry(edition, candidate=candidate)
    score(edition, POINTS | {c.slug: (None, None) for c in (silent, no, unheard)})
    close_jury(edition)

    with translation.override("en"):
        said = {each.entry.candidate.name: each.why for each in left_out(edition)}

    assert said == {
        "Nej Ek": "Has said no.",
        "Ovetande Ek": "Has not been told of it.",
        "Tyst Ek": "Has not said yes.",
    }
    assert "Has not said yes." in page(edition).text


def test_before_the_seal_nobody_is_left_out():
    assert left_out(open_jury()) == []


def test_who_has_left_since_is_marked(sealed):
    decline_candidacy(Candidate.objects.get(slug="anna", edition=sealed))

    assert rows(sealed)["anna"].left
    assert "Takes part no more" in page(sealed).text


def test_what_a_finalist_lacks_is_said(sealed):
    Candidate.objects.filter(edition=sealed, slug="anna").update(motivation_sv="", motivation_en="")

    found = rows(sealed)

    assert found["anna"].lacks == (Lack.PICTURE, Lack.TEXT)
    assert found["berit"].lacks == (Lack.PICTURE,)
    assert "No picture, No text" in squeezed(page(sealed).text)


def test_whether_a_finalist_has_been_told_is_said(sealed):
    Candidate.objects.filter(edition=sealed, slug="anna").update(email="anna@example.org")
    before = squeezed(page(sealed).text)

    run_due()

    after = squeezed(page(sealed).text)
    assert (before.count("Not told yet"), before.count("No address: tell")) == (1, 4)
    assert (after.count("Told on"), after.count("Not told yet")) == (1, 0)
    assert rows(sealed)["anna"].told_at is not None


@pytest.mark.parametrize("kind", ["organiser", "owner"])
def test_a_look_of_who_organises_is_written_down(sealed, kind):
    person = make_role(sealed, kind)

    page(sealed, person)

    assert Look.objects.filter(reader=person, thing=f"list:shortlist:{sealed.pk}").count() == 1


def test_who_only_reads_sees_nobody(sealed):
    person = make_role(sealed, "reader")

    answer = page(sealed, person)

    assert answer.status_code == 200
    assert "Anna" not in answer.text
    assert "You see the finalists when everybody does." in answer.text
    assert not Look.objects.filter(reader=person, thing__startswith="list:shortlist").exists()


def test_desk_says_that_finalists_are_chosen_until_the_vote_opens(sealed):
    vote = get_round(sealed, "vote")
    opens = vote.opens_at + timedelta(days=1)
    rewrite_window(vote, opens_at=opens)
    with translation.override("en"):
        (told,) = ResultPanel().decisions(sealed)
        move_round(vote, closes_in=timedelta(days=1))
        opened = ResultPanel().decisions(sealed)

    assert told.text == "5 finalists are chosen: look at the shortlist before the vote opens"
    assert told.due == opens
    assert opened == []


def test_desk_says_nothing_before_the_seal():
    edition = open_jury()

    assert finalists_sealed(edition) == 0
    assert ResultPanel().decisions(edition) == []
    assert calendar(edition).open_round.kind == "jury"


def test_the_jury_s_round_says_how_many_go_on(sealed):
    jury, vote = get_round(sealed, "jury"), get_round(sealed, "vote")

    (figure,) = ResultPanel().figures_of(jury)

    assert (figure.value, figure.url.endswith("/finalister/")) == ("5", True)
    assert ResultPanel().figures_of(vote) == ()
    assert ResultPanel().figures_of(get_round(open_jury(), "jury")) == ()


def test_jury_s_page_leads_to_the_shortlist_for_who_organises(sealed):
    with translation.override("en"):
        jury = reverse("desk_jury", args=[sealed.award.slug, sealed.year])
    pages = []
    for kind in ("organiser", "reader"):
        client = Client()
        client.force_login(make_role(sealed, kind))
        pages.append(client.get(jury).text)

    assert [address(sealed) in text for text in pages] == [True, False]


def test_edition_without_a_jury_says_so():
    edition = make_edition("vote", kinds=("nomination", "vote"))

    assert "This edition has no jury." in page(edition).text
