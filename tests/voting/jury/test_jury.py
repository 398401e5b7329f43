import threading
from datetime import timedelta
from fractions import Fraction

import pytest
from allauth.account.models import EmailAddress
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone, translation

from award.mail.models import Message
from award.people.models import Person, Role
from award.programme.domain.guard import RoundNotOpen
from nominations.domain.answering import decline_candidacy
from tests.factories import (
    get_round,
    make_candidate,
    make_edition,
    make_entry,
    make_organiser,
    make_person,
    make_role,
    move_round,
)
from tests.nominations.making import make_nomination
from tests.reading import squeezed
from voting.count.sheets import Sheet
from voting.jury.domain.assigning import assign_everything
from voting.jury.domain.inviting import invite_juror
from voting.jury.domain.leaving import leave
from voting.jury.domain.progress import progress, remind_unfinished
from voting.jury.domain.recusing import recuse, withdraw_recusal
from voting.jury.domain.scoring import ScoringRefused, complete, save
from voting.jury.domain.sheets import counted_sheets
from voting.jury.models import Assignment, Juror, Score, ScoreSheet

ALL = {"forebild": 5, "insats": 4, "spridning": 3}


def page(name, edition, **kwargs):
    with translation.override("sv"):
        return reverse(name, kwargs={"award": edition.award.slug, "year": edition.year, **kwargs})


def counted(edition):
    return counted_sheets(get_round(edition, "jury"), edition.categories.get())


def test_invited_juror_has_an_account_a_role_and_one_mail(edition, juror):
    invite_juror(edition=edition, email="juror@example.org", by=juror.invited_by)

    assert Person.objects.get(email="juror@example.org").emailaddress_set.get().verified
    assert Role.objects.filter(person=juror.person, kind="juror", edition=edition).count() == 1
    assert Message.objects.filter(recipient="juror@example.org").count() == 1
    assert Juror.objects.filter(edition=edition).count() == 1


def test_everybody_is_assigned_everything_once(edition, juror, entry):
    make_entry(edition)

    assert assign_everything(edition) == 1
    assert assign_everything(edition) == 0
    assert Assignment.objects.filter(juror=juror).count() == 2


def test_saved_points_are_kept_and_do_not_count_yet(edition, juror, entry):
    save(juror=juror, entry=entry, scores={"forebild": 4}, comment="Bra")
    save(juror=juror, entry=entry, scores={"insats": 2}, comment="Mycket bra")

    sheet = ScoreSheet.objects.get()
    assert {s.criterion: s.points for s in sheet.scores.all()} == {"forebild": 4, "insats": 2}
    assert (sheet.comment, sheet.completed_at) == ("Mycket bra", None)
    assert counted(edition) == []


def test_completed_sheet_counts(edition, juror, entry):
    complete(juror=juror, entry=entry, scores=ALL)

    assert counted(edition) == [
        Sheet(f"juror-{juror.pk}", entry.candidate.slug, {c: Fraction(p) for c, p in ALL.items()})
    ]


def test_sheet_with_a_gap_cannot_be_completed_and_loses_nothing(juror, entry):
    save(juror=juror, entry=entry, scores={"forebild": 4})

    with pytest.raises(ScoringRefused):
        complete(juror=juror, entry=entry, scores={"insats": 2})

    assert list(Score.objects.values_list("criterion", "points")) == [("forebild", 4)]


@pytest.mark.parametrize("scores", [{"forebild": 0}, {"forebild": 6}, {"charm": 3}])
def test_points_outside_the_rules_are_refused(juror, entry, scores):
    with pytest.raises(ScoringRefused):
        save(juror=juror, entry=entry, scores=scores)

    assert not ScoreSheet.objects.exists()


def test_juror_cannot_score_what_is_not_hers(edition, entry):
    other = make_edition("jury")
    stranger = invite_juror(edition=other, email="x@example.org", by=make_organiser(other))

    with pytest.raises(ScoringRefused):
        save(juror=stranger, entry=entry, scores=ALL)


@pytest.mark.parametrize("hours", [-1, 24 * 20])
def test_points_outside_the_window_are_refused(edition, juror, entry, hours):
    move_round(get_round(edition, "jury"), closes_in=timedelta(hours=hours))

    with pytest.raises(RoundNotOpen):
        save(juror=juror, entry=entry, scores=ALL)


def test_recusal_takes_the_sheet_out_of_the_count_and_the_desk(edition, juror, entry):
    complete(juror=juror, entry=entry, scores=ALL)

    recusal = recuse(juror=juror, entry=entry, reason="Min syster")

    assert counted(edition) == []
    assert [(p.assigned, p.completed, p.recused) for p in progress(edition)] == [(0, 0, 1)]
    withdraw_recusal(recusal)
    assert len(counted(edition)) == 1


def test_recusal_needs_a_reason(juror, entry):
    with pytest.raises(ScoringRefused):
        recuse(juror=juror, entry=entry, reason=" ")


def test_juror_who_leaves_no_longer_counts_and_no_longer_gets_in(edition, juror, entry, client):
    complete(juror=juror, entry=entry, scores=ALL)
    leave(juror=juror, by=juror.invited_by, reason="Ny tjänst")
    client.force_login(juror.person, backend="django.contrib.auth.backends.ModelBackend")

    assert counted(edition) == []
    assert client.get(page("jury_edition", edition)).status_code == 404


def test_candidate_who_declined_is_on_no_desk_and_in_no_count(edition, juror, entry):
    complete(juror=juror, entry=entry, scores=ALL)
    decline_candidacy(entry.candidate)

    assert counted(edition) == []
    assert progress(edition)[0].assigned == 0


def test_unfinished_are_reminded_once_a_day(edition, juror, entry):
    organiser = make_organiser(edition)

    assert remind_unfinished(edition, by=organiser) == 1
    remind_unfinished(edition, by=organiser)

    assert Message.objects.filter(occasion__startswith="juror-reminder").count() == 1


@pytest.mark.django_db(transaction=True)
def test_simultaneous_saves_of_a_sheet_leave_one_sheet_and_no_error():
    edition = make_edition("jury")
    juror = invite_juror(edition=edition, email="j@example.org", by=make_organiser(edition))
    entry = make_entry(edition)
    assign_everything(edition)
    errors: list[Exception] = []

    def write(points: int) -> None:
        try:
            save(juror=juror, entry=entry, scores=dict.fromkeys(ALL, points))
        except Exception as error:
            errors.append(error)
        connection.close()

    _together(write, range(1, 6))

    assert errors == []
    assert len(set(Score.objects.values_list("points", flat=True))) == 1
    assert Score.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_save_that_was_let_in_is_seen_by_whoever_closes():
    edition = make_edition("jury")
    juror = invite_juror(edition=edition, email="j@example.org", by=make_organiser(edition))
    entry = make_entry(edition)
    assign_everything(edition)
    round = get_round(edition, "jury")
    written, seen = threading.Event(), []

    def write() -> None:
        with transaction.atomic():
            complete(juror=juror, entry=entry, scores=ALL)
            written.set()
            closer.join(0.3)
        connection.close()

    def close() -> None:
        written.wait(10)
        with transaction.atomic():
            type(round).objects.select_for_update().get(pk=round.pk)
            seen.append(len(counted(edition)))
        connection.close()

    closer = threading.Thread(target=close)
    closer.start()
    write()
    closer.join(10)

    assert seen == [1]


def test_juror_scores_on_the_page_and_is_led_to_the_next(edition, juror, entry, client):
    other = make_entry(edition, candidate=make_candidate(edition, "Ö sist"))
    assign_everything(edition)
    client.force_login(juror.person, backend="django.contrib.auth.backends.ModelBackend")
    data = {f"points-{c}": p for c, p in ALL.items()}

    answer = client.post(page("jury_entry", edition, entry=entry.pk), {**data, "complete": "1"})

    assert answer.status_code == 302
    assert answer["Location"] == page("jury_entry", edition, entry=other.pk)
    assert len(counted(edition)) == 1


def test_autosave_answers_in_json_and_never_completes(edition, juror, entry, client):
    client.force_login(juror.person, backend="django.contrib.auth.backends.ModelBackend")
    path = page("jury_entry", edition, entry=entry.pk)
    header = {"X-Requested-With": "autosave"}

    good = client.post(path, {"points-forebild": 3, "complete": "1"}, headers=header)
    bad = client.post(path, {"points-forebild": 9}, headers=header)

    assert (good.status_code, list(good.json())) == (200, ["saved_at", "shown"])
    assert (bad.status_code, list(bad.json())) == (422, ["errors"])
    assert ScoreSheet.objects.get().completed_at is None


@pytest.mark.parametrize(("written", "lang"), [("sv", 'lang="sv"'), ("en", 'lang="en"')])
def test_each_nominators_words_say_what_language_they_are_in(
    edition, juror, entry, client, written, lang
):
    make_nomination(
        edition,
        candidate=entry.candidate,
        language=written,
        motivation="Ord om henne",
        decision="accepted",
        decided_at=timezone.now(),
    )
    client.force_login(juror.person, backend="django.contrib.auth.backends.ModelBackend")

    text = squeezed(client.get(page("jury_entry", edition, entry=entry.pk)).text)

    assert f"<blockquote {lang}><p>Ord om henne</p>" in text


def test_late_save_says_so_and_keeps_what_was_typed(edition, juror, entry, client):
    client.force_login(juror.person, backend="django.contrib.auth.backends.ModelBackend")
    move_round(get_round(edition, "jury"), closes_in=-timedelta(minutes=1))

    answer = client.post(
        page("jury_entry", edition, entry=entry.pk),
        {"points-forebild": 3, "comment": "Skriven i sista stund", "save": "1"},
    )

    assert answer.status_code == 422
    assert "Skriven i sista stund" in answer.text
    assert "har stängt" in answer.text


def test_sheet_shows_what_each_criterion_weighs(edition, juror, entry, client):
    client.force_login(juror.person, backend="django.contrib.auth.backends.ModelBackend")

    text = client.get(page("jury_entry", edition, entry=entry.pk)).text

    assert [text.count(f"Vikt: {part}\u00a0%.") for part in (40, 20)] == [2, 1]
    assert text.count("(valfritt)") == 1, "the comment alone"


def test_juror_sees_nobody_elses_points(edition, juror, entry, client):
    other = invite_juror(edition=edition, email="b@example.org", by=juror.invited_by)
    save(juror=other, entry=entry, scores={"forebild": 5}, comment="HEMLIGT")
    client.force_login(juror.person, backend="django.contrib.auth.backends.ModelBackend")

    text = client.get(page("jury_entry", edition, entry=entry.pk)).text

    assert "HEMLIGT" not in text
    assert " checked" not in text


@pytest.mark.parametrize(
    ("kind", "status"), [("owner", 200), ("organiser", 200), ("reader", 200), ("juror", 404)]
)
def test_who_sees_the_jurys_desk(edition, client, kind, status):
    client.force_login(
        make_role(edition, kind), backend="django.contrib.auth.backends.ModelBackend"
    )

    assert client.get(page("desk_jury", edition)).status_code == status


def test_reader_may_not_invite(edition, client):
    client.force_login(
        make_role(edition, "reader"), backend="django.contrib.auth.backends.ModelBackend"
    )

    answer = client.post(page("desk_jury", edition), {"people": "a@example.org"})

    assert answer.status_code == 404
    assert not Juror.objects.exists()


@pytest.mark.django_db
def test_organiser_invites_several_at_once(client):
    edition = make_edition("nomination")
    client.force_login(make_organiser(edition), backend="django.contrib.auth.backends.ModelBackend")

    client.post(
        page("desk_jury", edition), {"people": "Åsa Ek <asa@example.org>\n\nbo@example.org"}
    )

    assert sorted(j.person.email for j in Juror.objects.all()) == [
        "asa@example.org",
        "bo@example.org",
    ]
    assert Person.objects.get(email="asa@example.org").name == "Åsa Ek"


def test_one_bad_address_invites_nobody_and_keeps_the_text(edition, client):
    client.force_login(make_organiser(edition), backend="django.contrib.auth.backends.ModelBackend")

    answer = client.post(page("desk_jury", edition), {"people": "asa@example.org\nbo.example.org"})

    assert answer.status_code == 422
    assert "”bo.example.org” är inte en e-postadress" in answer.text
    assert "asa@example.org" in answer.text
    assert not Juror.objects.exists()


def _together(function, arguments) -> None:
    threads = [threading.Thread(target=function, args=[a]) for a in arguments]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db
def test_invitation_to_a_second_address_finds_the_same_person():
    edition = make_edition("before")
    organiser = make_organiser(edition)
    person = make_person()
    EmailAddress.objects.create(user=person, email="hemma@example.org", verified=True)

    juror = invite_juror(edition=edition, email="Hemma@example.org", by=organiser)

    assert juror.person == person
