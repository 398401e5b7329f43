"""A voter at a browser of her own."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation

from award.programme.models import Round
from tests.posted import code_mailed_to
from tests.voting.ballots.electorate import CATEGORY
from voting.ballots.models import PendingVote

EVA = "eva@example.org"


class Browser:
    """Follows nothing by itself; `language` decides which addresses it asks for."""

    def __init__(self, round: Round, language: str = "sv") -> None:
        self.round, self.language, self.client = round, language, Client()

    def path(self, name: str, **arguments: object) -> str:
        edition = self.round.edition
        place = {"award": edition.award.slug, "year": edition.year}
        with translation.override(self.language):
            return reverse(name, kwargs=place | arguments)

    def get(self, name: str, **arguments: object) -> HttpResponse:
        return self.client.get(self.path(name, **arguments))

    def submission(self) -> str:
        """The number of a fresh form."""
        found = re.search(r'name="submission" value="([^"]+)"', self.get("vote").text)
        return found[1]

    def choose(self, email: str = EVA, **marks: Any) -> HttpResponse:
        """Fill in a fresh paper and send it; votes for Anna unless told otherwise."""
        marks = marks or {CATEGORY: "anna"}
        data = {"submission": self.submission(), "email": email} | marks
        return self.client.post(self.path("vote"), data)

    def type_code(self, page: str, code: str | None = None, email: str = EVA) -> HttpResponse:
        return self.client.post(page, {"code": code or code_mailed_to(email)})

    def vote(self, email: str = EVA, **marks: Any) -> HttpResponse:
        """All the way; answers with the redirect to the receipt."""
        page = self.choose(email, **marks)["Location"]
        return self.type_code(page, email=email)


def wrong_code(email: str = EVA) -> str:
    return f"{(int(code_mailed_to(email)) + 1) % 10**6:06d}"


def the_pending_vote() -> PendingVote:
    return PendingVote.objects.get()
