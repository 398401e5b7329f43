"""A question before something is taken away: what goes with it, what stays, and one more press."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from award.programme.models import Edition

SURE = "sure"


@dataclass(frozen=True)
class Removal:
    """`question` names what it is about; `goes` and `stays` are sentences; `button` does it.

    `refused` is why it cannot be: then nothing is asked.
    """

    question: str
    button: str
    goes: Sequence[str] = ()
    stays: Sequence[str] = ()
    refused: str = ""
    carried: Mapping[str, str] = field(default_factory=dict)


def is_sure(request: HttpRequest) -> bool:
    """Whether she has seen the question and pressed once more."""
    return SURE in request.POST


def ask_first(
    request: HttpRequest, edition: Edition, removal: Removal, *, back: str
) -> HttpResponse:
    """Sends what was `carried` to the same address again; `back` is where she goes who lets it be."""
    context = {"edition": edition, "removal": removal, "back": back}
    return render(request, "components/sure.html", context)
