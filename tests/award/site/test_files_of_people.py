"""What somebody takes out of the desk as a file takes having shown lately who one is."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.award.programme.forms_of_the_house import sources

INSIDE = {"desk_reader", "organiser", "owner", "organisation_reader", "juror_only"}
FREE = {
    "award/site/views/privacy.py::register": "says which kinds of data there are, and whose none"
}


def _views_with_files() -> Iterator[tuple[str, set[str]]]:
    """Each view of those who are signed in that answers with a file, with the names of its decorators.

    A function of the module that makes the file counts for whoever calls it.
    """
    for name, tree in sources():
        if "/views/" not in name:
            continue
        functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
        making = {key for key, node in functions.items() if "Content-Disposition" in ast.dump(node)}
        for key, node in functions.items():
            called = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
            if key in making or making & called:
                yield f"{name}::{key}", {_called(each) for each in node.decorator_list}


def _called(decorator: ast.expr) -> str:
    found = decorator.func if isinstance(decorator, ast.Call) else decorator
    return found.attr if isinstance(found, ast.Attribute) else getattr(found, "id", "")


def test_every_file_of_the_desk_asks_who_takes_it():
    inside = {name: by for name, by in _views_with_files() if by & INSIDE}

    assert {name for name, by in inside.items() if "recently_confirmed" not in by} == set(FREE)
    assert len(inside) >= 5
