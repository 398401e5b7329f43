"""A page for whoever saves second: what is yours, what is theirs, and she chooses field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from award.programme.cleaning.parameters import typed_line, typed_list
from award.programme.domain.meanwhile import ChangedMeanwhile, mark, read_marks
from award.programme.models import Edition

SHOWN, CHOOSE = "shown", "choose"
UNSEEN = "unseen"  # the mark of no value
LONGEST_FIELD, MOST_FIELDS, LONGEST_MARKS = (
    80,
    500,
    50_000,
)  # a name, how many, and the marks of all
NO = "false"  # what Django's check box reads as not checked


@dataclass(frozen=True)
class Version:
    """One value of a field: as the form sends it, and as people read it."""

    sent: str
    words: str


@dataclass(frozen=True)
class Both:
    """A field that two have changed; without values to choose between, as for a picture, it is only told."""

    name: str
    label: str
    yours: Version | None
    theirs: Version | None


def marks_of(request: HttpRequest) -> dict[str, str]:
    """How the form was when it was shown; a field that was to be chosen and was not is asked about again."""
    open_still = set(
        typed_list(request.POST.getlist(CHOOSE), most=LONGEST_FIELD, number=MOST_FIELDS)
    )
    open_still -= request.POST.keys()
    return read_marks(typed_line(request.POST.get(SHOWN, ""), most=LONGEST_MARKS)) | dict.fromkeys(
        open_still, UNSEEN
    )


def both_versions(
    request: HttpRequest, edition: Edition, form: forms.BaseForm, conflict: ChangedMeanwhile
) -> HttpResponse:
    """Sends to the same address what she has chosen, and all else that she had typed."""
    rows = [_both(form, name, value) for name, value in conflict.theirs.items()]
    asked = {row.name for row in rows if row.theirs}
    left_out = {SHOWN, CHOOSE, "csrfmiddlewaretoken", *asked}
    context = {
        "edition": edition,
        "rows": rows,
        "kept": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in left_out
        ],
        "shown": _shown_now(request, conflict.theirs),
        "files": [file.name for _name, files in request.FILES.lists() for file in files],
    }
    return render(request, "components/both_versions.html", context, status=409)


def _shown_now(request: HttpRequest, theirs: Mapping[str, Any]) -> str:
    """She has seen theirs now; of the rest she knows what she knew."""
    marks = marks_of(request) | {name: mark(value) for name, value in theirs.items()}
    return " ".join(f"{name}:{found}" for name, found in marks.items())


def _both(form: forms.BaseForm, name: str, theirs: Any) -> Both:
    field = form.fields.get(name)
    if field is None or isinstance(field, forms.FileField):
        return Both(name, _("Picture"), None, None)
    mine = form[name].data
    return Both(
        form.add_prefix(name),
        str(form[name].label),
        _version(field, mine),
        _version(field, field.prepare_value(theirs)),
    )


def _version(field: forms.Field, value: Any) -> Version:
    if isinstance(field, forms.BooleanField):
        return Version("on", _("Yes")) if value else Version(NO, _("No"))
    shown = field.widget.format_value(value)
    sent = str((shown[0] if isinstance(shown, list | tuple) else shown) or "")
    named = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return Version(sent, named.get(sent, sent))
