"""The jury's criteria as rows of fields; an emptied row is a criterion less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _

from award.programme.forms.texts import OneLine
from award.rules.domain.document import Criterion, Text

SPARE = 2


def add_criteria(form: forms.Form, current: tuple[Criterion, ...], *, prefix: str = "") -> None:
    """A row for each criterion, and two empty ones; the names of the fields begin with `prefix`."""
    for number in range(1, len(current) + SPARE + 1):
        criterion = current[number - 1] if number <= len(current) else None
        for name, field in _row(number, criterion):
            form.fields[f"{prefix}criterion_{number}_{name}"] = field


def _row(number: int, criterion: Criterion | None) -> Iterator[tuple[str, forms.Field]]:
    labels = {
        "name_sv": _("%d. Criterion in Swedish"),
        "name_en": _("%d. In English"),
        "description_sv": _("%d. What it means, in Swedish"),
        "description_en": _("%d. What it means, in English"),
    }
    for part, label in labels.items():
        yield (
            part,
            OneLine(
                label=label % number,
                required=False,
                max_length=80 if part.startswith("name") else 300,
                initial=_word(criterion, part),
            ),
        )
    yield (
        "weight",
        forms.IntegerField(
            label=_("%d. Weight") % number,
            required=False,
            min_value=1,
            max_value=100,
            initial=criterion.weight if criterion else None,
        ),
    )


def _word(criterion: Criterion | None, part: str) -> str:
    if criterion is None:
        return ""
    thing, language = part.split("_")
    return str(getattr(getattr(criterion, thing), language))


def criteria_of(
    data: Mapping[str, Any], current: tuple[Criterion, ...], *, prefix: str = ""
) -> tuple[Criterion, ...]:
    """What the rows say; a criterion that was there keeps its slug, whatever it is called now."""
    found: list[Criterion] = []
    for number in range(1, len(current) + SPARE + 1):
        words = {
            part: data.get(f"{prefix}criterion_{number}_{part}") or ""
            for part in ("name_sv", "name_en", "description_sv", "description_en")
        }
        if not words["name_sv"]:
            continue
        taken = {c.slug for c in (*current, *found)}
        slug = (
            current[number - 1].slug if number <= len(current) else _free(words["name_sv"], taken)
        )
        name = Text(words["name_sv"], words["name_en"])
        description = Text(words["description_sv"], words["description_en"])
        weight = data.get(f"{prefix}criterion_{number}_weight") or 1
        found.append(Criterion(slug, name, description, weight))
    return tuple(found)


def _free(name: str, taken: set[str]) -> str:
    wished = slugify(name).replace("_", "-")[:44] or "kriterium"
    tries = (wished, *(f"{wished}-{n}" for n in range(2, len(taken) + 3)))
    return next(slug for slug in tries if slug not in taken)
