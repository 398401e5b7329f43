"""People at their browsers: the same forms, sessions and checks as in real life, in this process."""

from __future__ import annotations

import re
import uuid
from typing import cast

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation

from award.limits.asker import OF_OURS
from award.mail.domain.codes import NOMINATION, VOTE, newest_code
from award.people.models import Person
from award.programme.models import Edition
from nominations.models import Nomination
from voting.ballots.models import PendingVote
from voting.rehearsal.corpus import Made

HOST = "localhost"


class WentWrongError(Exception):
    """A page did not answer as it should; the message says which and how."""


class Visitor:
    """Somebody with a browser of her own."""

    def __init__(self, edition: Edition, *, signed_in: Person | None = None) -> None:
        self.edition = edition
        self.client = Client(HTTP_HOST=HOST, raise_request_exception=True, **OF_OURS)
        if signed_in:
            self.client.force_login(
                signed_in, backend="allauth.account.auth_backends.AuthenticationBackend"
            )

    def nominate(self, nominee: Made, *, name: str, nominator: Made, motivation: str) -> Nomination:
        """Fill in the form, type the code that the mail carries, confirm."""
        paper = hidden(self._get("nominate"))
        sent = self._post(
            self._path("nominate"),
            submission=paper["submission"],
            category=paper["category"],
            nominee_name=name,
            nominee_workplace=nominee.workplace,
            nominee_email="",
            motivation=motivation,
            nominator_name=nominator.name,
            nominator_email=nominator.email,
        )
        found = Nomination.objects.get(submission_key=paper["submission"])
        self._post(sent["Location"], expect=200, code=newest_code(found, NOMINATION))
        return found

    def score(self, entry: int, points: dict[str, int], comment: str = "") -> HttpResponse:
        """Fill in a sheet and complete it; answers with the page, whatever it says."""
        path = self._path("jury_entry", entry=entry)
        data = {f"points-{criterion}": p for criterion, p in points.items()}
        answer = self.client.post(path, {**data, "comment": comment, "complete": "1"})
        return cast(HttpResponse, answer)

    def step_back(self, entry: int, reason: str) -> None:
        self._post(self._path("jury_step_back", entry=entry), recusal_reason=reason)

    def vote(self, slug: str, email: str) -> bool:
        """Choose, type the code that the mail carries, confirm; False when the vote is closed."""
        paper = hidden(self._get("vote"))
        submission = paper.get("submission", str(uuid.uuid4()))
        data = {"submission": submission, "email": email, self.edition.categories.get().slug: slug}
        sent = self.client.post(self._path("vote"), data)
        if sent.status_code != 302:
            return False
        pending = PendingVote.objects.get(submission_key=submission)
        taken = self.client.post(sent["Location"], {"code": newest_code(pending, VOTE)})
        return taken.status_code == 302

    def _get(self, name: str) -> HttpResponse:
        answer = self.client.get(self._path(name))
        if answer.status_code != 200:
            raise WentWrongError(f"{name} answered {answer.status_code}")
        return cast(HttpResponse, answer)

    def _post(self, path: str, *, expect: int = 302, **data: object) -> HttpResponse:
        answer = self.client.post(path, data)
        if answer.status_code != expect:
            raise WentWrongError(f"{path} answered {answer.status_code}")
        return cast(HttpResponse, answer)

    def _path(self, name: str, **arguments: object) -> str:
        with translation.override("sv"):
            place = {"award": self.edition.award.slug, "year": self.edition.year}
            return reverse(name, kwargs=place | arguments)


def hidden(page: HttpResponse) -> dict[str, str]:
    """The hidden fields of the forms on a page."""
    inputs = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text)
    return dict(inputs)
