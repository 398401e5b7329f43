"""Every verb by which a person or a task changes something leads to the log.

Read from the source: a function of a `domain` folder that takes `by`, an effect, or a step of the tick must call
`record` or `change`, itself or through what it calls. That shows that an entry is written on some path, not
on every one: what an entry says is tested with each verb. A new verb that writes none fails here.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from award.log.domain.words import action_words

ROOT = Path(__file__).resolve().parents[3]
WRITES = {"record", "change"}


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for app in ("award", "nominations", "voting"):
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, ast.parse(path.read_text(encoding="utf-8"))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def called(function: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            name = node.func
            found.add(name.id if isinstance(name, ast.Name) else getattr(name, "attr", ""))
    return found


def reaches_the_log(name: str, calls: dict[str, set[str]]) -> bool:
    seen: set[str] = set()
    ahead = {name}
    while ahead:
        if ahead & WRITES:
            return True
        seen |= ahead
        ahead = {n for each in ahead for n in calls.get(each, ())} - seen
    return False


def takes_a_person(function: ast.FunctionDef) -> bool:
    arguments = function.args
    return any(a.arg == "by" for a in (*arguments.args, *arguments.kwonlyargs))


def verbs() -> Iterator[tuple[str, str]]:
    """(file, name) of each public verb by a person, and of each step and effect by a task."""
    for path, tree in sources():
        for function in functions(tree):
            marks = {
                n.func.id
                for n in function.decorator_list
                if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
            }
            person = "domain" in path.parts and takes_a_person(function)
            if (person and not function.name.startswith("_")) or "effect" in marks:
                yield str(path.relative_to(ROOT)), function.name


def every_call() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for _, tree in sources():
        for function in functions(tree):
            found.setdefault(function.name, set()).update(called(function))
    return found


CALLS = every_call()
VERBS = sorted(set(verbs()))


@pytest.mark.parametrize(("path", "name"), VERBS)
def test_a_verb_leads_to_the_log(path, name):
    assert reaches_the_log(name, CALLS)


def test_the_verbs_are_found():
    """Else the test before would hold for a house without any."""
    names = {name for _, name in VERBS}

    assert names >= {
        "grant",
        "revoke",
        "write_rules",
        "accept",
        "reject",
        "invite_juror",
        "resend",
    }
    assert len(VERBS) > 30


def test_a_verb_that_writes_nothing_would_be_seen():
    tree = ast.parse("def rename(thing, *, by):\n    thing.save()\n")

    calls = {**CALLS, "rename": called(tree)} | {"save": set()}

    assert not reaches_the_log("rename", calls)


# What `award.people.domain.two_persons` writes of a proposal.
PROPOSAL = (
    "made", "approved", "declined", "withdrawn", "lapsed", "witnessed", "refused", "took_effect", "done_by_one",
)  # fmt: skip


def actions() -> set[str]:
    """What the log's entries are called, as the source has them."""
    text = "\n".join(path.read_text(encoding="utf-8") for path, _ in sources())
    named = re.findall(r'(?:record\(\s*|action=)"([a-z_]+\.[a-z_]+)"', text)
    return {
        *named,
        *(f"proposal.{how}" for how in PROPOSAL),
        "role.reinstated",
        "rules.adopted",
        "rules.declined",
        "result.recounted",
        "result.recount_differs",
    }


@pytest.mark.parametrize("action", sorted(actions()))
def test_the_log_says_it_in_words(action):
    with translation.override("sv"):
        swedish = action_words(action)
    with translation.override("en"):
        english = action_words(action)

    assert len({action, swedish, english}) == 3
