"""Every form of the project, and every place in which it reads text: for the tests that walk them."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

from django import forms
from django.conf import settings
from django.utils.module_loading import import_string

ROOT = Path(__file__).resolve().parents[3]
HOUSE = ("award", "nominations", "voting")
ROOM = ("award/programme/cleaning/", "award/programme/forms/")


def sources() -> Iterator[tuple[str, ast.Module]]:
    """Each module of the house with its name as a path; migrations are history."""
    for folder in HOUSE:
        for path in sorted((ROOT / folder).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if "/migrations/" not in name:
                yield name, ast.parse(path.read_text("utf-8"))


def forms_of_the_house() -> list[type[forms.BaseForm]]:
    """The classes of every module that speaks of forms, and those that the settings give allauth."""
    for name, tree in sources():
        if (
            any(isinstance(node, ast.ClassDef) for node in tree.body)
            and "form" in ast.dump(tree).lower()
        ):
            importlib.import_module(
                name.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
            )
    return sorted({*_below(forms.BaseForm), *_lent()}, key=lambda form: form.__qualname__)


def _lent() -> set[type[forms.BaseForm]]:
    named = {**settings.ACCOUNT_FORMS, **settings.MFA_FORMS}
    return {import_string(path) for path in named.values()}


def _below(kind: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for each in kind.__subclasses__():
        if each.__module__.split(".")[0] in HOUSE:
            yield each
        yield from _below(each)
