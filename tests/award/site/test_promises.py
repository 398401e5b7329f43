"""What the page of promises says is what the tests show, sentence by sentence."""

import ast
import re
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from django.db import connection
from django.utils import translation

from award.log.domain.parting import acting_as, grant_to
from award.people.models.proposal import PUBLIC_HOURS
from award.site.promises import NOT_PROMISED, ONE_ROLE, PROMISED
from award.stack.postgres import SERVING
from tests.promised import pairs
from tests.reading import squeezed
from voting.jury.views.unsaved import KEPT_FOR

ROOT = Path(__file__).resolve().parents[3]
PAIRS = pairs()


def in_english(sentences) -> list[str]:
    with translation.override("en"):
        return [str(sentence) for sentence in sentences]


@cache
def functions(path: str) -> dict[str, ast.FunctionDef]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_promise_is_paired_with_tests_and_nothing_else_is():
    assert [sentence for sentence, _ in PAIRS] == in_english(PROMISED)
    assert [sentence for sentence, tests in PAIRS if not tests] == []


def test_what_is_promised_of_one_alone_is_the_time_that_she_waits():
    hours = f"{PUBLIC_HOURS // timedelta(hours=1)} hours"

    promised = [sentence for sentence in in_english(PROMISED) if "who is alone" in sentence]

    assert [hours in sentence for sentence in promised] == [True]
    with translation.override("sv"):
        assert f"{hours.split()[0]} timmar" in " ".join(map(str, PROMISED))


@pytest.mark.parametrize("test", sorted({test for _, tests in PAIRS for test in tests}))
def test_a_promise_rests_on_a_test_that_runs(test):
    path, name = test.split("::")

    marks = [ast.unparse(mark) for mark in functions(path)[name].decorator_list]

    assert [mark for mark in marks if "skip" in mark or "xfail" in mark] == []


@pytest.mark.django_db
@pytest.mark.parametrize(("prefix", "language"), [("", "sv"), ("/en", "en")])
def test_the_page_says_each_sentence_in_letters_of_the_same_size(client, prefix, language):
    page = squeezed(client.get(f"{prefix}/lofte/").text)

    with translation.override(language):
        lists = ["".join(f"<li>{s}</li>" for s in group) for group in (PROMISED, NOT_PROMISED)]
    plain = page.replace("&#x27;", "'")
    assert [words in plain for words in lists] == [True, True]
    assert page.count('<article class="narrow">') == 1


@pytest.mark.django_db
def test_one_role_in_the_database_is_said_so(client):
    """The tests work as the owner of the tables."""
    assert in_english([ONE_ROLE])[0] in client.get("/en/lofte/").text


@pytest.mark.django_db(transaction=True)
def test_of_two_roles_the_page_says_nothing(client):
    grant_to(SERVING)

    with acting_as({**connection.settings_dict, "USER": SERVING, "PASSWORD": ""}):
        page = client.get("/en/lofte/").text

    assert in_english([ONE_ROLE])[0] not in page


def test_the_days_on_a_jurors_device_are_those_of_the_script_and_of_the_server():
    script = (ROOT / "static" / "js" / "unsent.js").read_text("utf-8")
    template = (ROOT / "templates" / "site" / "promises.html").read_text("utf-8")
    days = int(re.search(r"KEPT_FOR = (\d+) \* 24 \* 3600 \* 1000", script)[1])

    assert timedelta(days=days) == KEPT_FOR
    assert f"at the latest after {days} days" in template
