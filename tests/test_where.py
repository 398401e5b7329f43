"""The architecture page's answers to "where do I change …" are true."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([^|]+) \| `([^`|]+)` \| `([^`|]+)` \|$", PAGE, re.M)
HOUSES = ("award", "nominations", "voting", "tools")


def names_in(path: Path) -> set[str]:
    """What a module defines: functions, classes, methods, and names that it gives a value."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


@cache
def uses() -> frozenset[tuple[str, str]]:
    """A module and a name that its own code reads, names in a text (as the database's fields are) or
    another imports from it; for what is reached through a thing (a method, a view) "." and the name."""
    found = set()
    for path in (p for house in HOUSES for p in (ROOT / house).rglob("*.py")):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                found.add((module(path), node.id))
            elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                found.add((".", node.attr))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add((module(path), node.value))
            elif isinstance(node, ast.ImportFrom):
                found |= {(node.module or "", alias.name) for alias in node.names}
    return frozenset(found)


def module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@cache
def everything_said() -> str:
    """Code and templates as one text."""
    places = [ROOT / place for place in (*HOUSES, "templates")]
    paths = [p for place in places for p in place.rglob("*") if p.suffix in {".py", ".html"}]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


@pytest.mark.parametrize(("wish", "place", "name"), ROWS)
def test_what_is_wished_for_is_changed_there(wish, place, name):
    path = ROOT / place

    assert path.exists(), f"{wish}: {place} is not there"
    if path.suffix == ".py":
        assert name in names_in(path)
    else:
        assert name in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("wish", "place", "name"), ROWS)
def test_what_is_changed_there_is_what_is_used(wish, place, name):
    """A module's name is read by its own code or another's; a page, mail or sheet is asked for."""
    path = ROOT / place

    if path.suffix == ".py":
        used = {(module(path), name), (".", name)} & uses()
        assert used, f"{wish}: nothing uses {name}"
    else:
        assert path.stem in everything_said(), f"{wish}: nothing uses {place}"


def test_there_are_twenty_wishes_and_each_has_one_place():
    wishes = [wish for wish, _, _ in ROWS]

    assert len(wishes) >= 20
    assert len(set(wishes)) == len(wishes)
    assert len({(place, name) for _, place, name in ROWS}) == len(ROWS)


def test_the_page_draws_every_room():
    rooms = {path.parent.name for path in (ROOT / "award").glob("*/__init__.py")}

    assert {room for room in rooms if f"{room}/" not in PAGE} == set()
