"""The pages of the vote, as a voter meets them."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from award.mail.models import Message
from nominations.domain.answering import decline_candidacy
from nominations.models import Entry
from tests.award.conftest import dead_broker  # noqa: F401 - a fixture
from tests.factories import make_edition, move_round, shift_edition
from tests.voting.ballots.browsing import EVA, Browser, code_mailed_to, the_pending_vote, wrong_code
from tests.voting.ballots.electorate import CATEGORY, make_vote, vote_for
from voting.ballots import shortlist
from voting.ballots.models import Ballot, PendingVote

pytestmark = pytest.mark.django_db
OVER = timedelta(seconds=-1)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_vote_goes_from_the_paper_over_the_code_to_the_receipt(language):
    browser = Browser(make_vote(), language)

    page = browser.choose()
    done = browser.type_code(page["Location"])
    receipt = browser.client.get(done["Location"])

    ballot = Ballot.objects.get()
    assert (page.status_code, done.status_code, receipt.status_code) == (302, 302, 200)
    assert all(shown in receipt.text for shown in (ballot.receipt, ballot.leaf, "Anna"))
    assert Message.objects.get().language == language


def test_paper_shows_the_finalists_and_asks_for_an_address():
    browser = Browser(make_vote())

    text = browser.get("vote").text

    assert re.findall(r'type="radio" name="kategori-1" value="(\w+)"', text) == [
        "anna",
        "berit",
        "cecilia",
    ]
    assert 'type="email"' in text


@pytest.mark.parametrize("page", ["vote", "receipt_check"])
def test_personal_pages_are_stored_nowhere(page):
    assert "no-store" in Browser(make_vote()).get(page)["Cache-Control"]


def test_code_page_and_receipt_are_stored_nowhere():
    browser = Browser(make_vote())
    code_page = browser.choose()["Location"]
    receipt = browser.type_code(code_page)["Location"]

    answers = [browser.client.get(page) for page in (code_page, receipt)]

    assert [("no-store" in a["Cache-Control"], a.status_code) for a in answers] == [(True, 200)] * 2


@pytest.mark.parametrize(
    ("email", "marks", "words"),
    [
        ("", {CATEGORY: "anna"}, 'id="id_email_error"'),
        ("not an address", {CATEGORY: "anna"}, 'id="id_email_error"'),
        (EVA, {"nothing": "x"}, "Choose somebody"),
        (EVA, {CATEGORY: "doris"}, "doris"),
    ],
    ids=["no address", "no address at all", "nobody", "stranger"],
)
def test_paper_that_is_wrong_comes_back_with_what_was_typed(email, marks, words):
    browser = Browser(make_vote(), "en")

    answer = browser.choose(email, **marks)

    assert answer.status_code == 422
    assert words in answer.text
    assert f'value="{email}"' in answer.text or not email
    assert ("checked" in answer.text) == (marks.get(CATEGORY) == "anna")
    assert PendingVote.objects.count() == 0


def test_empty_paper_is_told_everything_that_is_missing_at_once():
    answer = Browser(make_vote(), "en").choose("", nothing="x")

    assert "Choose somebody before you go on." in answer.text
    assert "Type your address: we mail the code there." in answer.text


def test_motivation_without_english_words_says_that_it_is_swedish():
    browser = Browser(make_vote(), "en")
    anna = Entry.objects.get(candidate__slug="anna").candidate
    anna.motivation_en = ""
    anna.save()

    text = browser.get("finalists").text

    assert text.count('<div lang="sv"><p>Visar vägen för andra.</p></div>') == 1


@pytest.mark.parametrize(
    ("method", "marks", "choice"),
    [
        ("approval", {CATEGORY: ["anna", "cecilia"]}, "anna+cecilia"),
        ("score", {f"{CATEGORY}--anna": "5", f"{CATEGORY}--berit": "2"}, "anna:5+berit:2"),
        ("star", {f"{CATEGORY}--berit": "4"}, "berit:4"),
        ("points", {f"{CATEGORY}--anna": "7", f"{CATEGORY}--berit": "3"}, "anna:7+berit:3"),
        ("irv", {f"{CATEGORY}--anna": "2", f"{CATEGORY}--berit": "1"}, "berit>anna"),
        ("borda", {f"{CATEGORY}--anna": "1", f"{CATEGORY}--berit": "1"}, "anna=berit"),
        ("schulze", {f"{CATEGORY}--cecilia": "3"}, "cecilia"),
    ],
)
def test_every_method_has_a_paper_that_becomes_its_notation(method, marks, choice):
    browser = Browser(make_vote(method=method))

    receipt = browser.client.get(browser.vote(**marks)["Location"])

    assert receipt.status_code == 200
    assert Ballot.objects.get().choice == choice


@pytest.mark.parametrize(
    ("method", "marks"),
    [
        ("points", {f"{CATEGORY}--anna": "9", f"{CATEGORY}--berit": "9"}),
        ("score", {f"{CATEGORY}--anna": "6"}),
        ("score", {f"{CATEGORY}--anna": "-1"}),
        ("irv", {f"{CATEGORY}--anna": "4"}),
        ("irv", {f"{CATEGORY}--anna": "first"}),
        ("single", {CATEGORY: ["anna", "' OR 1=1"]}),
    ],
)
def test_marks_that_the_method_does_not_have_are_refused_by_the_paper(method, marks):
    answer = Browser(make_vote(method=method)).choose(**marks)

    assert (answer.status_code, PendingVote.objects.count()) == (422, 0)


@pytest.mark.parametrize("typed", ["6", "-1", "1.5", "many"])
def test_number_that_is_no_score_is_told_beside_its_box_and_kept(typed):
    name = f"{CATEGORY}--anna"

    text = Browser(make_vote(method="score"), "en").choose(**{name: typed}).text

    assert f'id="id_{name}_error">Write a whole number from 0 to 5.' in text
    assert f'name="{name}" value="{typed}"' in text


def test_category_may_be_left_blank_but_not_all_of_them():
    browser = Browser(make_vote(categories=2), "en")

    none = browser.choose(**{"kategori-1": ""})
    receipt = browser.client.get(browser.vote(**{"kategori-2": "berit"})["Location"])

    assert none.status_code == 422
    assert "Blank" in receipt.text
    assert list(Ballot.objects.order_by("category__position").values_list("choice", flat=True)) == [
        "",
        "berit",
    ]


def test_same_form_sent_twice_goes_to_the_same_code_page():
    browser = Browser(make_vote())
    data = {"submission": browser.submission(), "email": EVA, CATEGORY: "anna"}

    answers = [browser.client.post(browser.path("vote"), data)["Location"] for _ in range(2)]

    assert answers[0] == answers[1]
    assert Message.objects.count() == 1


def test_same_form_with_another_choice_comes_back_and_can_be_sent_once_more():
    browser = Browser(make_vote())
    data = {"submission": browser.submission(), "email": EVA, CATEGORY: "anna"}
    browser.client.post(browser.path("vote"), data)

    again = browser.client.post(browser.path("vote"), data | {CATEGORY: "berit"})
    fresh = re.search(r'name="submission" value="([^"]+)"', again.text)[1]
    sent = browser.client.post(
        browser.path("vote"), data | {CATEGORY: "berit", "submission": fresh}
    )
    browser.type_code(sent["Location"])

    assert (again.status_code, sent.status_code) == (409, 302)
    assert [b.choice for b in Ballot.objects.all()] == ["berit"]


@pytest.mark.parametrize("number", ["", "not-a-number"])
def test_form_without_its_number_is_given_one(number):
    browser = Browser(make_vote())
    data = {"submission": number, "email": EVA, CATEGORY: "anna"}

    answer = browser.client.post(browser.path("vote"), data)
    fresh = re.search(r'name="submission" value="([^"]+)"', answer.text)[1]
    again = browser.client.post(browser.path("vote"), data | {"submission": fresh})

    assert (answer.status_code, again.status_code) == (422, 302)


def test_sixth_code_in_an_hour_is_refused_kindly():
    browser = Browser(make_vote(), "en")
    for _ in range(5):
        browser.choose()

    answer = browser.choose()

    assert answer.status_code == 429
    assert "several codes in the last hour" in answer.text
    assert "checked" in answer.text


def test_wrong_code_is_told_and_the_right_one_works_still():
    browser = Browser(make_vote(), "en")
    page = browser.choose()["Location"]

    wrong = browser.type_code(page, wrong_code())
    digits = browser.type_code(page, "12 34")
    attempts = the_pending_vote().code_attempts
    right = browser.type_code(page, " ".join(code_mailed_to(EVA)))

    assert (wrong.status_code, digits.status_code, right.status_code) == (422, 422, 302)
    assert "not the code in the newest mail" in wrong.text
    assert attempts == 1


def test_new_code_is_sent_by_its_button_after_the_cooldown():
    browser = Browser(make_vote(), "en")
    page = browser.choose()["Location"]

    soon = browser.client.post(page, {"renew": "1"}, follow=True)
    PendingVote.objects.update(code_sent_at=the_pending_vote().code_sent_at - timedelta(minutes=11))
    old = browser.type_code(page)
    later = browser.client.post(page, {"renew": "1"}, follow=True)

    assert "Give it 30\u00a0seconds" in soon.text
    assert "good for 10\u00a0minutes, and this one is older" in old.text
    assert "on its way" in later.text
    assert browser.type_code(page).status_code == 302


def test_another_browser_is_told_to_use_the_first_and_uses_nothing_up():
    round = make_vote()
    browser, other = Browser(round, "en"), Browser(round, "en")
    page = browser.choose()["Location"]

    answers = [
        other.client.get(page),
        other.type_code(page),
        other.type_code(page, "000000"),
        other.client.post(page, {"renew": "1"}),
    ]

    assert [a.status_code for a in answers] == [403] * 4
    assert "Use the browser where you chose" in answers[0].text
    assert EVA not in answers[0].text
    assert (the_pending_vote().code_attempts, Message.objects.count()) == (0, 1)
    assert browser.type_code(page).status_code == 302


def test_receipt_and_choice_are_not_shown_in_another_browser():
    round = make_vote()
    page = Browser(round).vote()["Location"]

    answer = Browser(round, "en").client.get(page)

    assert answer.status_code == 403
    assert Ballot.objects.get().receipt not in answer.text
    assert "Anna" not in answer.text


def test_receipt_of_a_vote_that_was_never_cast_is_not_there():
    browser = Browser(make_vote())
    browser.choose()

    answer = browser.get("vote_receipt", key=the_pending_vote().key)

    assert answer.status_code == 403


def test_code_page_of_a_cast_vote_leads_to_the_receipt():
    browser = Browser(make_vote())
    page = browser.choose()["Location"]
    receipt = browser.type_code(page)["Location"]

    answer = browser.client.get(page)

    assert f'href="{receipt}"' in answer.text


def test_forgotten_vote_starts_anew():
    browser = Browser(make_vote(), "en")
    page = browser.choose()["Location"]
    PendingVote.objects.all().delete()

    answer = browser.client.get(page, follow=True)

    assert answer.redirect_chain == [(browser.path("vote"), 302)]
    assert "Choose again" in answer.text


def test_choice_of_somebody_who_declined_meanwhile_starts_anew():
    browser = Browser(make_vote(), "en")
    page = browser.choose()["Location"]
    decline_candidacy(Entry.objects.get(candidate__slug="anna").candidate)

    answer = browser.client.post(page, {"code": code_mailed_to(EVA)}, follow=True)

    assert "No longer in the vote since you chose: Anna" in answer.text
    assert Ballot.objects.count() == 0


def test_paper_sent_after_closing_is_told_when_it_closed_and_when_it_came():
    browser = Browser(make_vote(), "en")
    data = {"submission": browser.submission(), "email": EVA, CATEGORY: "anna"}
    move_round(browser.round, closes_in=OVER)

    answer = browser.client.post(browser.path("vote"), data)

    assert answer.status_code == 409
    assert len(re.findall(r"\d\d:\d\d:\d\d", answer.text)) == 2
    assert "was not cast" in answer.text
    assert (Ballot.objects.count(), Message.objects.count()) == (0, 0)


def test_code_typed_after_closing_casts_nothing():
    browser = Browser(make_vote(), "en")
    page = browser.choose()["Location"]
    move_round(browser.round, closes_in=OVER)

    typed, looked = browser.type_code(page), browser.client.get(page)

    assert (typed.status_code, looked.status_code) == (409, 200)
    assert "was not cast" in typed.text
    assert Ballot.objects.count() == 0


def test_late_vote_of_somebody_who_has_voted_says_that_the_earlier_one_is_in_the_box():
    browser = Browser(make_vote(), "en")
    receipt = browser.vote()["Location"]
    data = {"submission": str(uuid4()), "email": EVA, CATEGORY: "berit"}
    move_round(browser.round, closes_in=OVER)

    answer = browser.client.post(browser.path("vote"), data)

    assert "is in the box" in answer.text
    assert f'href="{receipt}"' in answer.text


@pytest.mark.parametrize(
    ("phase", "words"),
    [("jury", "has not opened yet"), ("counting", "is over"), ("announced", "See the result")],
)
def test_paper_outside_the_vote_says_when(phase, words):
    answer = Browser(make_vote(phase), "en").get("vote")

    assert answer.status_code == 200
    assert words in answer.text
    assert 'name="submission"' not in answer.text


def test_vote_changed_before_closing_counts_as_it_was_last():
    browser = Browser(make_vote())

    browser.vote(**{CATEGORY: "anna"})
    browser.vote(**{CATEGORY: "cecilia"})

    assert [b.choice for b in Ballot.objects.current(browser.round)] == ["cecilia"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (str.upper, "The ballot is in the box"),
        (lambda code: code.replace("-", " "), "The ballot is in the box"),
        (lambda _: "zzzzz", "No ballot in this vote has that code"),
        (lambda _: "", "Type the code"),
    ],
)
def test_receipt_check_answers_without_telling_the_choice(typed, words):
    round = make_vote()
    code = vote_for(round, "anna").code
    browser = Browser(round, "en")

    answer = browser.client.post(browser.path("receipt_check"), {"receipt": typed(code)})

    assert words in answer.text
    assert "anna" not in answer.text.lower()


def test_receipt_check_of_a_replaced_and_of_a_counted_ballot():
    round = make_vote()
    first, last = (vote_for(round, c, email=EVA).code for c in ("anna", "berit"))
    browser = Browser(round, "en")
    move_round(round, closes_in=OVER)

    answers = [
        browser.client.post(browser.path("receipt_check"), {"receipt": code}).text
        for code in (first, last)
    ]

    assert "was replaced by a later one" in answers[0]
    assert "it counts" in answers[1]


def test_finalists_stand_with_their_motivation_and_a_link_of_their_own():
    browser = Browser(make_vote(), "en")

    text = browser.get("finalists").text

    assert re.findall(r'<article class="finalist"\s+id="(\w+)"', text) == [
        "anna",
        "berit",
        "cecilia",
    ]
    assert text.count("Shows others the way.") == 3
    assert text.count(f'href="{browser.path("vote")}"') == 2


@pytest.mark.parametrize("phase", ["nomination", "jury"])
def test_finalists_are_not_shown_before_the_vote_opens(phase):
    text = Browser(make_vote(phase), "en").get("finalists").text

    assert "Anna" not in text
    assert "when the vote opens" in text


def test_finalist_who_declined_is_gone_from_every_page():
    browser = Browser(make_vote())
    decline_candidacy(Entry.objects.get(candidate__slug="anna").candidate)

    pages = [browser.get(name).text for name in ("vote", "finalists", "edition")]

    assert ["Anna" in page for page in pages] == [False] * 3


def test_shortlist_that_no_worker_made_is_asked_for(monkeypatch):
    round = make_vote()
    entries = list(Entry.objects.filter(round=round))
    Entry.objects.all().delete()
    monkeypatch.setattr(shortlist, "_makers", [])
    shortlist.on_missing(lambda edition: Entry.objects.bulk_create(entries))

    answer = Browser(round).get("vote")

    assert 'value="anna"' in answer.text


def test_vote_without_finalists_says_so(monkeypatch):
    round = make_vote()
    Entry.objects.all().delete()
    monkeypatch.setattr(shortlist, "_makers", [])
    browser = Browser(round, "en")

    answers = [browser.get(name) for name in ("vote", "finalists", "edition")]

    assert [a.status_code for a in answers] == [200] * 3
    assert "not settled yet" in answers[0].text
    assert "not settled yet" in answers[1].text


@pytest.mark.parametrize("name", ["vote", "finalists", "receipt_check"])
def test_pages_of_an_edition_that_is_not_public_or_has_no_vote_are_not_there(name):
    hidden = Browser(make_vote(is_public=False))
    voteless = Browser(make_edition("nomination", kinds=("nomination",)).rounds.get())

    assert [hidden.get(name).status_code, voteless.get(name).status_code] == [404, 404]


@pytest.mark.parametrize("name", ["vote_confirm", "vote_receipt"])
def test_pages_of_a_key_that_nobody_has_tell_nothing(name):
    assert Browser(make_vote()).get(name, key=uuid4()).status_code == 403


def test_front_page_of_the_edition_invites_to_vote():
    browser = Browser(make_vote(), "en")

    text = browser.get("edition").text

    assert f'href="{browser.path("vote")}"' in text
    assert text.count('<li class="person">') == 3


@pytest.mark.django_db(transaction=True)
def test_vote_is_cast_with_the_broker_dead_and_nobody_waits_for_it(dead_broker, monkeypatch):  # noqa: F811
    browser = Browser(make_vote())
    pauses = []
    monkeypatch.setattr("kombu.utils.functional.sleep", pauses.append)

    done = browser.vote()

    assert (done.status_code, Ballot.objects.count()) == (302, 1)
    assert sum(pauses) == 0
    assert Message.objects.get().state == Message.State.QUEUED


def test_scanner_that_opens_and_submits_everything_uses_nothing_up():
    """A clean client opens each address of the vote and submits every form that it finds there."""
    round = make_vote()
    browser, robot = Browser(round), Browser(round)
    page = browser.choose()["Location"]
    pending = the_pending_vote()
    addresses = [
        page,
        robot.path("vote_receipt", key=pending.key),
        *(robot.path(name) for name in ("vote", "finalists", "receipt_check", "edition")),
    ]

    for address in addresses:
        robot.client.head(address)
        text = robot.client.get(address).text
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', text))
        robot.client.post(address, fields)
        robot.client.post(address, {"code": "123456", "renew": "1", **fields})

    pending.refresh_from_db()
    assert (pending.code_attempts, pending.done_at, Ballot.objects.count()) == (0, None, 0)
    assert Message.objects.count() == 1
    assert browser.type_code(page).status_code == 302


def test_choice_stands_in_no_address_no_mail_and_no_log(caplog, capfd):
    browser = Browser(make_vote())

    page = browser.choose()["Location"]
    receipt = browser.type_code(page)["Location"]

    written = "".join(capfd.readouterr()) + caplog.text
    addresses = page + receipt
    mail = Message.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(string_agg(content::text, ''), '') FROM log_logpayload")
        (log,) = cursor.fetchone()
    for place in (written, addresses, mail.subject, mail.text, mail.occasion, log):
        assert "anna" not in place.lower()
        assert Ballot.objects.get().receipt not in place


def test_edition_moved_on_still_shows_the_receipt_in_the_browser_that_voted():
    browser = Browser(make_vote())
    receipt = browser.vote()["Location"]
    shift_edition(browser.round.edition, by=timedelta(days=-20))

    answer = browser.client.get(receipt)

    assert (answer.status_code, "Anna" in answer.text) == (200, True)


def test_paper_of_a_browser_that_lost_its_cookies_comes_back_with_the_choice():
    browser = Browser(make_vote())
    browser.client.handler.enforce_csrf_checks = True
    submission = browser.submission()
    browser.client.cookies.clear()
    marks = {CATEGORY: "berit", "email": "eva@example.org"}

    kept = browser.client.post(browser.path("vote"), {"submission": submission} | marks)
    stored = PendingVote.objects.count()
    hidden = dict(re.findall(r'name="(\w+)" value="([^"]*)"', kept.text))
    again = browser.client.post(browser.path("vote"), hidden | marks)

    assert (kept.status_code, stored) == (422, 0)
    assert re.search(r'value="berit"[^>]* checked', kept.text)
    assert "Allt är kvar" in kept.text
    assert (again.status_code, PendingVote.objects.count()) == (302, 1)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://testserver:81"])
def test_paper_that_another_site_filled_in_is_refused_and_shown_to_nobody(origin):
    browser = Browser(make_vote())
    browser.client.handler.enforce_csrf_checks = True
    marks = {"submission": browser.submission(), CATEGORY: "berit", "email": "eva@example.org"}

    answer = browser.client.post(browser.path("vote"), marks, headers={"Origin": origin})

    assert (answer.status_code, PendingVote.objects.count()) == (403, 0)
    assert "berit" not in answer.text


def test_paper_of_our_own_site_that_lost_its_cookies_is_kept():
    browser = Browser(make_vote())
    browser.client.handler.enforce_csrf_checks = True
    marks = {"submission": browser.submission(), CATEGORY: "berit", "email": "eva@example.org"}
    browser.client.cookies.clear()

    answer = browser.client.post(
        browser.path("vote"), marks, headers={"Origin": "http://testserver"}
    )

    assert answer.status_code == 422
    assert re.search(r'value="berit"[^>]* checked', answer.text)


@pytest.mark.parametrize("method", ["single", "approval"])
def test_what_is_wrong_with_an_empty_paper_stands_beside_it_and_is_linked(method):
    browser = Browser(make_vote(method=method))

    text = browser.choose(nothing="x").text

    assert '<fieldset class="paper paper--' in text
    assert 'aria-invalid="true"' in text
    assert '<p class="wrong">Välj någon innan du går vidare.</p>' in text
    assert 'href="#id_kategori-1' in text
