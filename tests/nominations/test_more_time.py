"""A nominee asks for more time to think: she gets it or not, and silence is a no all the same."""

from datetime import timedelta

import pytest
from django.utils import timezone

from award.desk.domain.clock_moving import move_clock
from award.log.models import LogEntry, LogPayload
from award.mail.domain.ticking import tick
from award.mail.models import Message
from award.rules.domain.document import Consent, Text
from nominations.domain.answering import TooLateToSayYes, decline_candidacy, say_yes
from nominations.domain.consenting import eligible, finalists_chosen, her_last_day, last_day
from nominations.domain.more_time import NoMoreTime, can_be_given_until
from nominations.domain.tally import tally
from nominations.domain.wishing import handle, wish
from nominations.models import Candidate, Wish
from nominations.panel import NominationPanel
from tests.factories import make_edition, make_entry, make_nominee, make_organiser
from tests.nominations.making import page, sign_in

pytestmark = pytest.mark.django_db
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
WHY = "Jag är på resa till fredag."


@pytest.fixture
def edition():
    """A made-up one, whose clock can go: three days before the last day; the jury closes two later."""
    return make_edition("jury", is_made_up=True, rules={"consent": Consent(True, Text(""), 3)})


@pytest.fixture
def her(edition):
    now = timezone.now()
    asked = {"asked_at": now - DAY, "informed_at": now - DAY}
    return make_nominee(edition, "Maj Lind", email="maj@example.org", **asked)


def local(edition, moment):
    return f"{timezone.localtime(moment, edition.zone):%Y-%m-%dT%H:%M}"


def asked_for_time(candidate):
    return wish(candidate, Wish.Kind.TIME, text=WHY)


def given(candidate, until):
    handle(asked_for_time(candidate), by=make_organiser(candidate.edition), grant=True, until=until)
    candidate.refresh_from_db()


def go_on_to(edition, moment):
    move_clock(edition, to=moment, by=make_organiser(edition), reason="Övning")
    edition.refresh_from_db()


def after_the_last_day(edition):
    """An hour into the two days that are left before the jury closes."""
    go_on_to(edition, last_day(edition) + HOUR)


def her_mail():
    return Message.objects.filter(recipient="maj@example.org").latest("created_at").text


def test_the_finalists_are_chosen_after_the_last_day(edition):
    assert finalists_chosen(edition) == last_day(edition) + 2 * DAY


def test_she_is_given_a_last_day_of_her_own(edition, her):
    until = last_day(edition) + DAY

    given(her, until)

    assert (her_last_day(her), last_day(edition)) == (until, until - DAY)
    assert "får det: svara senast" in her_mail()
    assert "räknar vi det som ett nej" in her_mail()


def test_what_was_given_stands_in_the_log(edition, her):
    until = last_day(edition) + DAY

    given(her, until)

    entry = LogEntry.objects.get(action="wish.handled")
    assert until.isoformat() in str(LogPayload.objects.get(entry=entry).content)


def test_her_yes_counts_until_then_and_she_is_chosen_among_the_others(edition, her):
    entry = make_entry(edition, candidate=her)
    given(her, last_day(edition) + DAY)
    after_the_last_day(edition)

    say_yes(her)

    her.refresh_from_db()
    assert her.accepted_at > last_day(edition)
    assert eligible([entry], last_day(edition)) == [entry]


def test_silence_is_a_no_on_her_day_too(edition, her):
    given(her, last_day(edition) + DAY)
    go_on_to(edition, last_day(edition) + DAY + HOUR)

    with pytest.raises(TooLateToSayYes):
        say_yes(Candidate.objects.get())


def test_who_did_not_ask_has_the_common_day(edition, her):
    given(her, last_day(edition) + DAY)
    other = make_nominee(edition, informed_at=timezone.now())
    after_the_last_day(edition)

    with pytest.raises(TooLateToSayYes):
        say_yes(other)


def test_no_day_of_hers_is_later_than_the_choice_of_finalists(edition, her):
    given(her, finalists_chosen(edition))
    Candidate.objects.update(answer_until=finalists_chosen(edition) + 9 * DAY)

    assert her_last_day(Candidate.objects.get()) == finalists_chosen(edition)


@pytest.mark.parametrize(
    ("moment", "says"),
    [
        (lambda e: finalists_chosen(e) + HOUR, "Finalisterna utses"),
        (last_day, "Sista dagen är redan"),
        (lambda e: timezone.now() - HOUR, "har passerat"),
        (lambda e: None, "Skriv till när"),
    ],
)
def test_a_moment_that_cannot_be_hers_is_refused_in_words(edition, her, moment, says):
    asked = asked_for_time(her)

    with pytest.raises(NoMoreTime, match=says):
        handle(asked, by=make_organiser(edition), grant=True, until=moment(edition))

    asked.refresh_from_db()
    assert asked.handled_at is None


def test_an_answer_that_comes_after_the_last_day_still_helps_her(edition, her):
    """She asked in time: a slow organiser costs her nothing."""
    asked = asked_for_time(her)
    after_the_last_day(edition)

    handle(asked, by=make_organiser(edition), grant=True, until=last_day(edition) + DAY)

    say_yes(Candidate.objects.get())


def test_where_the_finalists_are_chosen_on_the_last_day_there_is_none_to_give():
    edition = make_edition("jury", rules={"consent": Consent(True, Text(""), 0)})
    her = make_nominee(edition, "Maj Lind", informed_at=timezone.now())
    asked = asked_for_time(her)

    assert can_be_given_until(her) is None
    with pytest.raises(NoMoreTime, match="Det går inte att ge mer tid"):
        handle(asked, by=make_organiser(edition), grant=True, until=last_day(edition) + DAY)


@pytest.mark.parametrize("answer", [say_yes, decline_candidacy])
def test_whoever_has_answered_needs_no_more_time(edition, her, answer):
    asked = asked_for_time(her)
    answer(her)

    with pytest.raises(NoMoreTime, match="Svaret har redan kommit"):
        handle(asked, by=make_organiser(edition), grant=True, until=last_day(edition) + DAY)


def test_a_plain_no_is_mailed_with_her_last_day(edition, her):
    handle(asked_for_time(her), by=make_organiser(edition), grant=False, answer="Tyvärr.")

    assert "Arrangörerna kan inte ge dig mer" in her_mail()
    assert "Tyvärr." in her_mail()


def test_she_is_reminded_before_her_own_day_and_not_with_the_others(edition, her):
    given(her, finalists_chosen(edition))
    make_nominee(edition, email="eva@example.org", asked_at=timezone.now() - DAY)
    reminded = Message.objects.filter(occasion__startswith="candidate-reminded")

    go_on_to(edition, last_day(edition) - HOUR)
    tick()
    with_the_others = [m.recipient for m in reminded.all()]
    go_on_to(edition, last_day(edition) + HOUR)
    tick()

    assert with_the_others == ["eva@example.org"]
    assert sorted(m.recipient for m in reminded) == ["eva@example.org", "maj@example.org"]


# Her page


def asks(client, candidate, **fields):
    url = page("candidate_answer", candidate.edition, key=candidate.answer_key)
    sent = {"matter_sent": "1", "matter": "time", "signature": candidate.name, **fields}
    return client.post(url, sent)


def test_she_says_why(client, her):
    without, with_why = asks(client, her, text=" "), asks(client, her, text=WHY)

    assert (without.status_code, with_why.status_code) == (422, 302)
    assert "Skriv med några ord varför du behöver mer tid." in without.text
    assert Wish.objects.get().text == WHY


def test_after_the_last_day_she_is_told_that_there_is_none_and_keeps_her_words(
    client, edition, her
):
    after_the_last_day(edition)

    answer = asks(client, her, text=WHY)

    assert answer.status_code == 422
    assert "Sista dagen att svara har gått" in answer.text
    assert WHY in answer.text
    assert not Wish.objects.exists()


def test_whoever_has_answered_is_not_offered_more_time(client, her):
    url = page("candidate_answer", her.edition, key=her.answer_key)
    before = client.get(url).text

    say_yes(her)

    assert 'value="time"' in before
    assert 'value="time"' not in client.get(url).text


def test_her_page_says_until_when_she_has(client, edition, her):
    until = last_day(edition) + DAY
    given(her, until)

    text = client.get(page("candidate_answer", edition, key=her.answer_key)).text

    assert "Du har till" in text
    assert f"{timezone.localtime(until, edition.zone):%H:%M}" in text


# The desk


@pytest.fixture
def organiser(edition, client):
    organiser = make_organiser(edition)
    sign_in(client, organiser)
    return organiser


def test_desk_shows_her_wish_among_the_answers_with_the_day_by_which_it_matters(
    client, edition, her, organiser
):
    asked_for_time(her)

    text = client.get(page("desk_answers", edition)).text
    due = [d.due for d in NominationPanel().decisions(edition) if "Maj Lind" in d.text]

    assert WHY in text
    assert due == [last_day(edition)]


def test_organiser_gives_her_more_time(client, edition, her, organiser):
    asked = asked_for_time(her)
    until = last_day(edition) + DAY

    shown = client.get(page("desk_candidate", edition, candidate=her.pk)).text
    answer = client.post(
        page("desk_wish", edition, wish=asked.pk), {"grant": "1", "until": local(edition, until)}
    )

    assert local(edition, finalists_chosen(edition)) in shown
    assert answer.status_code == 302
    assert tally(edition).with_more_time == [(her, until.replace(second=0, microsecond=0))]
    assert (
        "Maj Lind har bett om mer tid och har till"
        in client.get(page("desk_answers", edition)).text
    )


@pytest.mark.parametrize("until", ["2099-01-01T12:00", "i morgon", ""])
def test_a_day_that_is_wrong_keeps_what_the_organiser_wrote(client, edition, her, organiser, until):
    asked = asked_for_time(her)

    answer = client.post(
        page("desk_wish", edition, wish=asked.pk),
        {"grant": "1", "until": until, "answer": "Ta den tid du behöver."},
    )

    assert answer.status_code == 422
    assert "Ta den tid du behöver." in answer.text
    assert Wish.objects.waiting().count() == 1


def test_where_there_is_none_to_give_the_desk_offers_only_a_no(client, organiser, edition, her):
    asked_for_time(her)
    go_on_to(edition, finalists_chosen(edition) + HOUR)

    text = client.get(page("desk_candidate", edition, candidate=her.pk)).text

    assert 'name="grant"' not in text
    assert "Det går inte att ge mer tid" in text


def test_those_with_more_time_are_still_waited_for_after_the_common_day(edition, her):
    given(her, last_day(edition) + DAY)
    after_the_last_day(edition)

    texts = [d.text for d in NominationPanel().decisions(edition)]

    assert "1 nominerad är tillfrågad och har inte svarat" in texts
