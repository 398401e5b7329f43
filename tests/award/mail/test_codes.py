"""One policy and one mechanism for every code that is typed in."""

from datetime import timedelta

import pytest
from django.forms import Form
from django.utils import translation

from award.mail.domain.codes import (
    ANSWER,
    NOMINATION,
    VOTE,
    WITNESS,
    CodePolicy,
    CodeRefused,
    issue_code,
    newest_code,
    try_code,
)
from award.mail.domain.codewords import refusal_in_words
from award.mail.forms import CodeField
from award.programme.domain.clock import database_now
from award.programme.domain.periods import in_words
from tests.factories import make_candidate, make_edition

pytestmark = pytest.mark.django_db
POLICIES = [NOMINATION, ANSWER, VOTE, WITNESS]
names = pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.purpose)


@pytest.fixture
def holder():
    """Any row that holds a code."""
    return make_candidate(make_edition())


def issue(holder, policy, *, now) -> str:
    """A new code, as its mail will carry it."""
    issue_code(holder, policy, now=now)
    return newest_code(holder, policy)


@names
def test_newest_code_is_right(holder, policy):
    now = database_now()
    code = issue(holder, policy, now=now)

    assert try_code(holder, policy, code, now=now) == ""


@names
def test_every_code_grows_old(holder, policy):
    now = database_now()
    code = issue(holder, policy, now=now)

    last = try_code(holder, policy, code, now=now + policy.lifetime - timedelta(seconds=1))
    after = try_code(holder, policy, code, now=now + policy.lifetime)

    assert (last, after) == ("", "old")


@names
def test_wrong_codes_use_it_up_and_a_new_one_has_new_tries(holder, policy):
    now = database_now()
    code = issue(holder, policy, now=now)
    wrong = f"{(int(code) + 1) % 10**6:06d}"

    whys = [try_code(holder, policy, wrong, now=now) for _ in range(policy.attempts)]
    right = try_code(holder, policy, code, now=now)
    new = issue(holder, policy, now=now + policy.cooldown)

    assert whys == ["wrong"] * (policy.attempts - 1) + ["spent"]
    assert right == "spent"
    assert try_code(holder, policy, new, now=now + policy.cooldown) == ""


def test_wrong_try_is_in_the_database(holder):
    now = database_now()
    code = issue(holder, VOTE, now=now)
    holder.save()

    try_code(holder, VOTE, f"{(int(code) + 1) % 10**6:06d}", now=now)

    holder.refresh_from_db()
    assert holder.code_attempts == 1


@names
def test_new_code_waits_for_the_cooldown(holder, policy):
    now = database_now()
    issue_code(holder, policy, now=now)

    with pytest.raises(CodeRefused, match="soon"):
        issue_code(holder, policy, now=now + policy.cooldown - timedelta(seconds=1))


@names
def test_codes_of_an_hour_are_counted_until_an_hour_has_passed_without_one(holder, policy):
    now = database_now()
    for number in range(policy.most_per_hour):
        issue_code(holder, policy, now=now + number * policy.cooldown)
    newest = holder.code_sent_at

    with pytest.raises(CodeRefused, match="often"):
        issue_code(holder, policy, now=newest + policy.cooldown)

    assert issue(holder, policy, now=newest + timedelta(hours=1))
    assert holder.codes_sent == 1


def test_codes_to_the_address_count_where_the_caller_knows_them(holder):
    with pytest.raises(CodeRefused, match="often"):
        issue_code(holder, VOTE, now=database_now(), sent=VOTE.most_per_hour)


def test_code_opens_nothing_else(holder):
    now = database_now()
    code = issue(holder, VOTE, now=now)
    other = make_candidate(holder.edition)
    other.code_renewal = holder.code_renewal

    assert try_code(holder, WITNESS, code, now=now) == "wrong"
    assert try_code(other, VOTE, code, now=now) == "wrong"


def test_row_without_a_code_has_no_right_one(holder):
    assert try_code(holder, VOTE, "000000", now=database_now()) == "wrong"


@names
@pytest.mark.parametrize("why", ["wrong", "spent", "old", "soon", "often"])
def test_refusals_have_words_in_both_languages(policy, why):
    with translation.override("en"):
        english = refusal_in_words(why, policy)
    with translation.override("sv"):
        swedish = refusal_in_words(why, policy)

    assert english != swedish
    assert "%" not in english + swedish


def test_words_take_their_numbers_from_the_policy():
    policy = CodePolicy("x", lifetime=timedelta(minutes=7), cooldown=timedelta(seconds=20))

    with translation.override("en"):
        said = [refusal_in_words(why, policy) for why in ("old", "soon")]

    assert ["7\u00a0minutes" in said[0], "20\u00a0seconds" in said[1]] == [True, True]


@pytest.mark.parametrize(
    ("period", "english", "swedish"),
    [
        (timedelta(seconds=30), "30 seconds", "30 sekunder"),
        (timedelta(minutes=1), "1 minute", "1 minut"),
        (timedelta(minutes=10), "10 minutes", "10 minuter"),
        (timedelta(hours=8), "8 hours", "8 timmar"),
        (timedelta(hours=48), "48 hours", "48 timmar"),
        (timedelta(days=3), "3 days", "3 dagar"),
        (timedelta(days=14), "14 days", "14 dagar"),
    ],
)
def test_period_is_written_in_its_largest_whole_unit(period, english, swedish):
    with translation.override("en"):
        assert in_words(period) == english.replace(" ", "\u00a0")
    with translation.override("sv"):
        assert in_words(period) == swedish.replace(" ", "\u00a0")


class OneCode(Form):
    code = CodeField()


@pytest.mark.parametrize("typed", ["123456", "123 456", " 12-34-56 ", "123\u00a0456"])
def test_code_is_read_however_it_is_spaced(typed):
    form = OneCode({"code": typed})

    assert form.is_valid()
    assert form.cleaned_data["code"] == "123456"


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "12345a", "\u0661\u0662\u0663\u0664\u0665"]
)
def test_what_is_no_code_is_said_to_be_none(typed):
    assert list(OneCode({"code": typed}).errors) == ["code"]
