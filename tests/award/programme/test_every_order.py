"""No list of names or words is left to the order of the machine."""

from __future__ import annotations

import ast

import pytest

from tests.award.programme.forms_of_the_house import sources

WORDS = ("name", "name_sv", "name_en", "title", "label", "workplace", "affiliation")
# What is sorted for a program: the core of the count and the package know no language.
FOR_PROGRAMS = ("voting/count/", "voting/results/recount/", "award/stack/")


def _left_to_the_machine(tree: ast.AST) -> list[int]:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [call.lineno for call in calls if _orders(call) or _sorts(call)]


def _orders(call: ast.Call) -> bool:
    """`order_by("candidate__name")`."""
    named = isinstance(call.func, ast.Attribute) and call.func.attr == "order_by"
    texts = [str(a.value) for a in call.args if isinstance(a, ast.Constant)]
    return named and any(text.lstrip("-").split("__")[-1] in WORDS for text in texts)


def _sorts(call: ast.Call) -> bool:
    """`sorted(…, key=lambda p: p.name)`, and no `in_order` within."""
    sorts = isinstance(call.func, ast.Name) and call.func.id in {"sorted", "min", "max"}
    keys = [keyword.value for keyword in call.keywords if keyword.arg == "key"]
    return sorts and any(_names_a_word(key) for key in keys)


def _names_a_word(key: ast.expr) -> bool:
    within = list(ast.walk(key))
    if any(isinstance(node, ast.Name) and node.id == "in_order" for node in within):
        return False
    return any(isinstance(node, ast.Attribute) and node.attr in WORDS for node in within)


def test_every_list_of_names_is_in_the_readers_order():
    found = {
        name: _left_to_the_machine(tree)
        for name, tree in sources()
        if not name.startswith(FOR_PROGRAMS)
    }

    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ('people.order_by("person__name", "pk")', True), ('awards.order_by("-name_sv")', True),
        ("sorted(people, key=lambda p: (p.name, p.pk))", True), ('people.order_by(words_in_order("name"), "pk")', False),
        ("sorted(people, key=lambda p: in_order(p.name))", False), ('rounds.order_by("opens_at")', False),
    ],
)  # fmt: skip
def test_an_order_of_the_machine_is_seen(line, seen):
    assert bool(_left_to_the_machine(ast.parse(line))) is seen
