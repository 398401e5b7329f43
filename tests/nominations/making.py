"""Nominations as they come in, and the mail that follows from them."""

from __future__ import annotations

import re
import threading
import uuid
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from award.limits.domain.sources import OURS, Source
from award.mail.models import Message
from award.people.models import Person
from award.programme.models import Edition
from nominations.domain.submitting import Wording, submit
from nominations.models import Candidate, Nomination
from tests.factories import get_round
from tests.posted import as_sent

WORDS = "Hon har visat en hel kommun att it är till för alla, och lärt oss andra."


def make_wording(**fields: Any) -> Wording:
    return Wording(
        **{
            "nominee_name": "Anna-Karin Öberg",
            "nominee_workplace": "Region Kronoberg",
            "motivation": WORDS,
            "nominator_name": "Berit Ek",
            "nominator_email": "berit@example.org",
        }
        | fields
    )


def send(
    edition: Edition,
    *,
    submission: uuid.UUID | None = None,
    source: Source = OURS,
    **fields: Any,
) -> Nomination:
    """As it comes in through the form, with its mail."""
    return submit(
        round=get_round(edition, "nomination"),
        category=edition.categories.first(),
        wording=make_wording(**fields),
        submission=submission or uuid.uuid4(),
        source=source,
    )


def make_nomination(edition: Edition, **fields: Any) -> Nomination:
    """Confirmed and undecided, whatever phase the edition is in; no mail."""
    return Nomination.objects.create(
        **{
            "round": get_round(edition, "nomination"),
            "category": edition.categories.first(),
            "submission_key": uuid.uuid4(),
            "confirmed_at": timezone.now(),
            **vars(make_wording()),
        }
        | fields
    )


def code_of(thing: Nomination | Candidate) -> str:
    """The six digits in the newest mail about it."""
    start = "nomination-confirm" if isinstance(thing, Nomination) else "candidate-code"
    about = Message.objects.filter(occasion__startswith=f"{start}:{thing.pk}:")
    mail = as_sent(about.latest("created_at"))
    return re.search(r"^ {4}([0-9]{6})$", mail.text, re.MULTILINE)[1]


def wrong_code(thing: Nomination | Candidate) -> str:
    return "111111" if code_of(thing) == "000000" else "000000"


def page(name: str, edition: Edition, language: str = "sv", **kwargs: Any) -> str:
    with translation.override(language):
        return reverse(name, kwargs={"award": edition.award.slug, "year": edition.year} | kwargs)


def sign_in(client: Client, person: Person) -> None:
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")


def filled_in(edition: Edition, **fields: Any) -> dict[str, Any]:
    """What a browser posts to the form."""
    return {
        "submission": str(uuid.uuid4()),
        "category": edition.categories.first().pk,
        **vars(make_wording()),
    } | fields


def at_the_same_time(actions: list[Callable[[], Any]]) -> list[Any]:
    """Each action in a thread of its own, started together; what it gave or raised."""
    start, answers = threading.Barrier(len(actions)), [None] * len(actions)

    def run(number: int, action: Callable[[], Any]) -> None:
        start.wait(20)
        try:
            answers[number] = action()
        except Exception as error:
            answers[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers
