"""Somebody of whom a little is held everywhere, and a look at what is left of her."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models

from award.log.domain.recording import record
from award.mail.domain.messaging import queue_text
from award.mail.models import Message
from award.people.domain.personal.reach import Reach, reach_of
from award.people.models import Person
from award.programme.models import Edition
from nominations.domain.reviewing import accept
from nominations.models import Candidate, Nomination
from tests.factories import make_edition, make_role
from tests.nominations.making import make_nomination
from tests.nominations.pictures import photo

NAME, WORK, ADDRESS = "Ottilia Kvarnbäck", "Kvarnbäckens bageri", "ottilia@kvarnback.example"
NOMINATOR, SENDER = "Gudmund Hasselrot", "gudmund@hasselrot.example"


@dataclass(frozen=True)
class World:
    edition: Edition
    owner: Person
    nomination: Nomination
    candidate: Candidate

    @property
    def reach(self) -> Reach:
        return reach_of(self.owner, self.edition.award.organisation)


def make_world(phase: str = "nomination", **fields: Any) -> World:
    """Nominated by one, accepted by an owner, written to and about, with a picture."""
    edition = make_edition(phase, **fields)
    owner = make_role(edition, "owner")
    nomination = make_nomination(
        edition,
        nominee_name=NAME,
        nominee_workplace=WORK,
        nominee_email=ADDRESS,
        motivation=f"{NAME} har visat en hel kommun att det är till för alla.",
        nominator_name=NOMINATOR,
        nominator_email=SENDER,
    )
    candidate = accept(nomination=nomination, by=owner, name=NAME, tell_nominator=True)
    candidate.portrait.save("portrait.png", ContentFile(photo("PNG")), save=False)
    candidate.portrait_alt, candidate.title = f"{NAME} ler", "Bagare"
    candidate.save()
    write_to(ADDRESS, edition=edition, text=f"Hej {NAME}! Du är nominerad.")
    record("candidate.edited", actor=owner, object=candidate, edition=edition, after={"name": NAME})
    return World(edition, owner, nomination, candidate)


def write_to(address: str, *, edition: Edition | None, text: str, sent: bool = True) -> Message:
    occasion = f"test:{uuid.uuid4()}"
    queue_text(
        occasion=occasion, recipient=address, subject="Ett brev", text=text,
        edition=edition,
    )  # fmt: skip
    message = Message.objects.get(occasion=occasion)
    if sent:
        Message.objects.filter(pk=message.pk).update(state=Message.State.SENT)
    return message


def saying(*words: str) -> list[str]:
    """Which columns of the whole database say one of the words, as `people.Person.name`."""
    return sorted(
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if _says(model, field, words)
    )


def _says(model: type[models.Model], field: Any, words: tuple[str, ...]) -> bool:
    values = model._default_manager.values_list(field.attname, flat=True)
    return any(word.casefold() in _text(value).casefold() for value in values for word in words)


def _text(value: Any) -> str:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, memoryview | bytes):
        return bytes(value).decode("utf-8", "ignore")
    return str(value)
