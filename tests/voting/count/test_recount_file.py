"""`recount.py` runs wherever there is a Python from 3.9, and stands on nothing of ours."""

import ast
import sys
from pathlib import Path

import pytest
import vermin

import voting.count
from tests.voting.count.packages import FILE

OURS = Path(voting.count.__file__).parent


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." if node.level else node.module.partition(".")[0]


def test_it_imports_the_standard_library_alone():
    names = set(imported(ast.parse(FILE.read_text())))

    assert names - sys.stdlib_module_names == set()


def test_no_name_of_ours_is_loaded_by_text():
    calls = {"__import__", "import_module", "exec", "eval", "compile", "open"}
    tree = ast.parse(FILE.read_text())

    assert {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)} & calls == set()


def test_its_grammar_is_that_of_python_3_9():
    ast.parse(FILE.read_text(), feature_version=(3, 9))


def test_it_calls_nothing_that_came_after_python_3_9():
    """By vermin, which knows since when there is each function, argument and piece of grammar."""
    _, needed = vermin.detect(FILE.read_text())

    assert needed <= (3, 9)


@pytest.mark.parametrize(
    ("newer", "needed"),
    [
        ("zip('a', 'b', strict=True)", (3, 10)),
        ("from itertools import pairwise", (3, 10)),
        ("from collections import Counter\nCounter().total()", (3, 10)),
        ("(5).bit_count()", (3, 10)),
        ("match 1:\n    case _: pass", (3, 10)),
    ],
)
def test_newer_calls_would_be_found(newer, needed):
    assert vermin.detect(newer)[1] == needed


def shapes(path):
    """Every function without its names and its docstring: what it does, step by step."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef):
            body = node.body[ast.get_docstring(node) is not None :]
            yield ast.dump(Nameless().visit(ast.Module(body, [])))


class Nameless(ast.NodeTransformer):
    def generic_visit(self, node):
        for field in ("id", "attr", "arg", "name"):
            if isinstance(getattr(node, field, None), str):
                setattr(node, field, "_")
        return super().generic_visit(node)


def test_no_function_is_one_of_ours_under_another_name():
    ours = {shape for path in OURS.rglob("*.py") for shape in shapes(path)}

    assert set(shapes(FILE)) & ours == set()


def test_function_under_another_name_would_be_found(tmp_path):
    copied = tmp_path / "copied.py"
    copied.write_text("def add(numbers):\n    return sum(n + 1 for n in numbers)\n")
    renamed = tmp_path / "renamed.py"
    renamed.write_text('def plus(xs):\n    """Add."""\n    return sum(x + 1 for x in xs)\n')

    assert list(shapes(copied)) == list(shapes(renamed))
