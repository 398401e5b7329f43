"""The architecture page's answers to "where do I change …" are true."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([^|]+) \| `([^`|]+)` \| `([^`|]+)` \|$", PAGE, re.M)


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


@pytest.mark.parametrize(("wish", "place", "name"), ROWS)
def test_what_is_wished_for_is_changed_there(wish, place, name):
    path = ROOT / place

    assert path.exists(), f"{wish}: {place} is not there"
    if path.suffix == ".py":
        assert name in names_in(path)
    else:
        assert name in path.read_text(encoding="utf-8")


def test_there_are_twenty_wishes_and_each_has_one_place():
    wishes = [wish for wish, _, _ in ROWS]

    assert len(wishes) >= 20
    assert len(set(wishes)) == len(wishes)


def test_the_page_draws_every_room():
    rooms = {path.parent.name for path in (ROOT / "award").glob("*/__init__.py")}

    assert {room for room in rooms if f"{room}/" not in PAGE} == set()
