"""`manage.py rules`: a rule book checked, written in words and shown without the pages."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from award.rules.domain.books import rule_book_in_force, rules_in_force
from award.rules.domain.checking import check_rules
from award.rules.domain.document import FORMATS as RULE_FORMATS
from award.rules.domain.document import Rules, RulesError
from award.rules.domain.reading import CHECKED, UnreadableRules, read_rules
from award.rules.domain.schema import rules_schema
from award.rules.domain.words import sections_of, words_of
from tests.factories import make_edition

ROOT = Path(__file__).resolve().parent.parent.parent.parent
AT = "2026-0{}-01T10:00:00Z"
TEXT = {"sv": "Ord", "en": "Words"}
BOOK: dict[str, Any] = {
    "format": "forebild-rules/1",
    "award": "arets",
    "organisation": "digitri",
    "year": 2026,
    "time_zone": "Europe/Stockholm",
    "announce_at": AT.format(7),
    "categories": [{"slug": "pris", "name": TEXT}],
    "nomination": {"opens_at": AT.format(1), "closes_at": AT.format(2), "eligibility": TEXT},
    "jury": {
        "opens_at": AT.format(3),
        "closes_at": AT.format(4),
        "criteria": [{"slug": "mod", "name": TEXT, "description": TEXT, "weight": 2}],
        "scale": {"min": 1, "max": 5},
        "aggregate": "mean",
        "quorum": 2,
        "finalists": 3,
    },
    "vote": {
        "opens_at": AT.format(5),
        "closes_at": AT.format(6),
        "method": "single",
        "identity": "email",
        "secrecy": "open",
    },
    "combination": {"rule": "shares", "weights": {"jury": 1, "public": 1}},
    "ties": ["jury", "lot"],
    "lot": {"commitment": "0" * 64},
}


def altered(path: str, value: Any) -> dict[str, Any]:
    """The book with that value at the path; `...` takes the key away."""
    book = copy.deepcopy(BOOK)
    *way, last = path.split(".")
    inner: Any = book
    for part in way:
        inner = inner[int(part)] if isinstance(inner, list) else inner[part]
    if value is ...:
        del inner[last]
    else:
        inner[last] = value
    return book


def file_of(folder: Path, content: Any) -> str:
    path = folder / "rules.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return str(path)


def refused(*arguments: str, capsys) -> tuple[int, list[str]]:
    with pytest.raises(SystemExit) as stopped:
        call_command("rules", *arguments)
    return int(str(stopped.value.code)), capsys.readouterr().err.splitlines()


def test_book_that_holds_is_told_by_its_fingerprint(tmp_path, capsys):
    call_command("rules", "check", file_of(tmp_path, BOOK))

    assert capsys.readouterr().out.startswith("SHA-256 ")


WRONG = [
    ("year", ..., "year: Detta saknas."),
    ("colour", 1, "colour: Formatet känner inget med det namnet."),
    ("jury.criteria.0.weight", 0, "jury.criteria.0.weight: Detta ska vara 1 eller mer."),
    ("jury.quorum", "två", "jury.quorum: Detta ska vara ett heltal."),
    ("jury.quorum", True, "jury.quorum: Detta ska vara ett heltal."),
    ("categories", [], "categories: Minst en behövs."),
    ("vote.method", "loud", "vote.method: Detta ska vara ett av: single, approval"),
    ("time_zone", "Europe/Växjö", "time_zone: Denna tidszon är okänd"),
    ("time_zone", "../../etc/passwd", "time_zone: Denna tidszon är okänd"),
    ("announce_at", "2026-13-01T10:00:00Z", "announce_at: Detta ska vara en tidpunkt i UTC"),
    ("announce_at", "2026-12-01T10:00:00+01:00", "announce_at: Detta ska vara en tidpunkt i UTC"),
    ("lot.commitment", "abc", "lot.commitment: Detta ska vara ett SHA-256"),
    (
        "format",
        "forebild-rules/9",
        "format: Detta ska vara ett av: forebild-rules/1, forebild-rules/2.",
    ),
    ("vote.opens_at", AT.format(3), "vote.opens_at: Omgången öppnar innan"),
    ("combination.weights", {"jury": 0, "public": 0}, "combination.weights: "),
]


@pytest.mark.parametrize(("path", "value", "line"), WRONG)
def test_each_fault_is_named_with_its_place(tmp_path, capsys, path, value, line):
    status, lines = refused("check", file_of(tmp_path, altered(path, value)), capsys=capsys)

    assert (status, len(lines)) == (1, 1)
    assert f": {line}" in lines[0]


UNREADABLE = [
    b"",
    b"{",
    b"\xff",
    b"[" * 200_000,
    b'{"year": 1e99999999}',
    b'{"year": NaN}',
    b'{"year": ' + b"9" * 100_000 + b"}",
    b'{"year": 2026, "year": 2027}',
    b'{"award": "\\ud800"}',
    b" " * 1_000_001,
]


@pytest.mark.parametrize("content", UNREADABLE, ids=range(len(UNREADABLE)))
def test_what_is_no_rule_book_gives_one_line_and_exit_2(tmp_path, capsys, content):
    name = file_of(tmp_path, content)

    status, lines = refused("words", name, capsys=capsys)

    assert (status, len(lines)) == (2, 1)
    assert len(lines[0]) <= len(name) + 200


def test_a_key_cannot_command_the_terminal_nor_fill_it(tmp_path, capsys):
    keys = {f"\x1b[2J\n{number}": 1 for number in range(1000)}

    _status, lines = refused("check", file_of(tmp_path, BOOK | keys), capsys=capsys)

    assert len(lines) == 50
    assert all(line.isprintable() for line in lines)


def test_words_cannot_command_the_terminal(tmp_path, capsys):
    book = altered("nomination.eligibility.sv", "Alla\x1b[2J får")

    call_command("rules", "words", file_of(tmp_path, book))

    assert "Alla[2J får" in capsys.readouterr().out


def test_file_that_is_not_there_gives_one_line(tmp_path, capsys):
    status, lines = refused("check", str(tmp_path / "none.json"), capsys=capsys)

    assert (status, len(lines)) == (2, 1)


@pytest.mark.parametrize("content", [[], None, 7, "rules", {}])
def test_other_json_is_refused_by_place(tmp_path, capsys, content):
    status, lines = refused("check", file_of(tmp_path, content), capsys=capsys)

    assert status == 1
    assert lines


@pytest.mark.parametrize(("language", "heading"), [("sv", "NOMINERING"), ("en", "NOMINATION")])
def test_words_are_written_in_the_language(tmp_path, capsys, language, heading):
    call_command("rules", "words", file_of(tmp_path, BOOK), "--language", language)

    said = capsys.readouterr().out
    assert heading in said
    assert {"sv": "1 maj 2026 kl. 12:00", "en": "1 May 2026 at 12:00"}[language] in said


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_file_says_the_same_as_the_page_but_for_what_the_organisation_says(language):
    edition = make_edition()
    rules = rules_in_force(edition)

    with translation.override(language):
        of_page = [s for section in sections_of(rules, edition) for s in section.sentences]
        of_file = [s for section in words_of(rules) for s in section.sentences]

    seniority = {"sv": "Två är två personer", "en": "Two people are"}[language]
    assert of_file == [s for s in of_page if not s.startswith(seniority)]
    assert len(of_page) == len(of_file) + 1


@pytest.mark.django_db
def test_rules_of_an_edition_are_shown_in_the_very_bytes(capsys):
    edition = make_edition()

    call_command("rules", "show", f"{edition.award.slug}/{edition.year}")

    assert capsys.readouterr().out.rstrip("\n").encode() == rule_book_in_force(edition).canonical()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["nobody/2026", "nobody", "nobody/x", "/", "a/99999999999999999999"]
)
def test_edition_that_is_not_there_is_said(capsys, name):
    assert refused("show", name, capsys=capsys)[0] == 2


def test_the_schema_is_one():
    for name in RULE_FORMATS:
        jsonschema.Draft202012Validator.check_schema(rules_schema(name))


@pytest.mark.django_db
def test_what_the_platform_writes_is_as_the_published_schema_says(client):
    edition = make_edition()

    schema = client.get(reverse("rules_schema", args=[1])).json()

    jsonschema.validate(rules_in_force(edition).to_json(), schema, format_checker=CHECKED)
    assert schema == rules_schema(RULE_FORMATS[0])
    assert client.get(reverse("rules_schema", args=[2])).json() == rules_schema(RULE_FORMATS[1])
    assert client.get(reverse("rules_schema", args=[3])).status_code == 404


def every_place(inner: Any, way: str = "") -> list[str]:
    pairs = inner.items() if isinstance(inner, dict) else enumerate(inner)
    found = []
    for key, value in pairs:
        found.append(f"{way}{key}")
        if isinstance(value, dict | list):
            found += every_place(value, f"{way}{key}.")
    return found


NAMED = [place for place in every_place(BOOK) if not place[-1].isdigit()]
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.just(...),
    st.lists(st.integers(), max_size=2), st.dictionaries(st.text(max_size=4), st.integers(), max_size=2),
)  # fmt: skip


@given(st.sampled_from(NAMED), VALUES)
def test_any_alteration_is_valid_or_refused_with_a_place_and_a_sentence(place, value):
    try:
        rules = read_rules(json.dumps(altered(place, value)).encode())
        check_rules(rules)
    except RulesError as error:
        assert all(where and what for where, what in error.problems.items())
    except UnreadableRules as error:
        assert str(error)
    else:
        assert Rules.from_json(rules.to_json()) == rules
        assert words_of(rules)


@pytest.mark.parametrize("verb", ["check", "words"])
def test_no_server_is_started_for_a_file(tmp_path, verb):
    """With a folder for servers that cannot be made the command does its work."""
    env = {**os.environ, "FOREBILD_VAR": "/proc/none", "DATABASE_URL": "", "REDIS_URL": ""}

    done = subprocess.run(
        [sys.executable, "manage.py", "rules", verb, file_of(tmp_path, BOOK)],
        cwd=ROOT, env=env, capture_output=True, check=False, timeout=60,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, b"")
