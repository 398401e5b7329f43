"""Walking a site in one role, and sending it what nobody should."""

from __future__ import annotations

import random
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.fuzz.forms import Form, read_page
from tests.fuzz.strange import strange_file, strange_text

MOST_LINKED = 40  # pages that are only linked to, beside those that the walk began with
TOKEN = "csrfmiddlewaretoken"


@dataclass
class Ground:
    """What one role has found: pages that it can open, and the forms on them, each kind once."""

    pages: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)


def walk(client: Client, starts: list[str]) -> Ground:
    """Open the pages, all of them, and some of those that they link to; nothing is sent."""
    found, waiting, seen, known = Ground(), list(starts), set[str](), set[tuple]()
    while waiting and len(found.pages) < len(starts) + MOST_LINKED:
        address = waiting.pop(0)
        if address in seen or not address.startswith("/"):
            continue
        seen.add(address)
        answer = client.get(address)
        found.pages.append(address)
        if answer.status_code == 200 and "html" in answer.get("Content-Type", ""):
            page = read_page(address, answer.text)
            for form in page.forms:
                if form.action.startswith("/") and form.kind not in known:
                    known.add(form.kind)
                    found.forms.append(form)
            waiting += page.links
    return found


def hunt(client: Client, ground: Ground, chance: random.Random, times: int) -> list[str]:
    """Send every form as it stands, every form empty, and so many strange requests; what made an error, one line each.

    Nothing that they do stays.
    """
    requests = [
        *(_as_it_stands(form) for form in ground.forms),
        *(_empty(form) for form in ground.forms),
        *(_strange_request(ground, chance) for _ in range(times)),
    ]
    return [fault for request in requests for fault in _once(client, request)]


def _once(client: Client, request: dict) -> Iterator[str]:
    with transaction.atomic():
        try:
            status = client.generic(**request).status_code
        except Exception:
            status = traceback.format_exc(limit=-3)
        transaction.set_rollback(True)
    if isinstance(status, str) or status >= 500:
        sent = {key: request[key] for key in ("method", "path", "QUERY_STRING") if key in request}
        yield f"{sent} {request['data'][:300]!r}\n{status}"


def _strange_request(ground: Ground, chance: random.Random) -> dict:
    if ground.forms and chance.random() < 0.75:
        return _from_form(chance.choice(ground.forms), chance)
    return _from_page(chance.choice(ground.pages), chance)


def _as_it_stands(form: Form) -> dict:
    """As whoever opens the page and presses its first button sends it, with the first choice of each field."""
    sent = QueryDict(mutable=True)
    for name, value in form.fields:
        sent.appendlist(name, value)
    for name, values in form.choices.items():
        if name not in sent and values:
            sent[name] = values[0]
    return _sent(form, sent)


def _empty(form: Form) -> dict:
    """With nothing but the token."""
    sent = QueryDict(mutable=True)
    sent[TOKEN] = dict(form.fields).get(TOKEN, "")
    return _sent(form, sent)


def _from_form(form: Form, chance: random.Random) -> dict:
    """The form as it was filled in, with some of its fields spoilt, missing, doubled or new."""
    sent = _filled(form, chance)
    if form.method == "post" and form.files and chance.random() < 0.5:
        return _with_files(form, sent, chance)
    return _sent(form, sent)


def _sent(form: Form, sent: QueryDict) -> dict:
    data = sent.urlencode()
    if form.method == "post":
        kind = "application/x-www-form-urlencoded"
        return {"method": "POST", "path": form.action, "data": data, "content_type": kind}
    return {"method": "GET", "path": urlsplit(form.action).path, "QUERY_STRING": data, "data": ""}


def _filled(form: Form, chance: random.Random) -> QueryDict:
    sent = QueryDict(mutable=True)
    for name, value in form.fields:
        sent.appendlist(name, value)
    for name, values in form.choices.items():
        if chance.random() < 0.6:
            sent.setlist(name, [chance.choice(values)])
    names = [name for name in sent if name != TOKEN or chance.random() < 0.05]
    for name in chance.sample(names, min(len(names), chance.randint(1, 3))):
        _spoil(sent, name, chance)
    if chance.random() < 0.1:
        sent[strange_text(chance)] = strange_text(chance)
    return sent


def _spoil(sent: QueryDict, name: str, chance: random.Random) -> None:
    what = chance.random()
    if what < 0.7:
        sent[name] = strange_text(chance)
    elif what < 0.85:
        sent.pop(name)
    else:
        sent.appendlist(name, strange_text(chance))


def _with_files(form: Form, sent: QueryDict, chance: random.Random) -> dict:
    from_fields = {name: sent.getlist(name) for name in sent}
    body = from_fields | {name: strange_file(chance) for name in form.files}
    data = encode_multipart(BOUNDARY, body)
    return {"method": "POST", "path": form.action, "data": data, "content_type": MULTIPART_CONTENT}


def _from_page(address: str, chance: random.Random) -> dict:
    """A page with a part of its address spoilt, with a strange query, or posted to without a form."""
    path, parts = urlsplit(address).path, urlsplit(address).path.split("/")
    query = QueryDict(urlsplit(address).query, mutable=True)
    if chance.random() < 0.4:
        parts[chance.randrange(1, len(parts))] = strange_text(chance).replace("\0", "%00")[:400]
        path = "/".join(parts)
    for name in (*query, chance.choice(("sida", "sok", "vad", "lage", "next", "version", "v"))):
        query[name] = strange_text(chance)
    method = chance.choice(("GET", "GET", "GET", "POST", "HEAD", "PUT", "OPTIONS"))
    path = path if path.startswith("/") and not path.startswith("//") else f"/{path.lstrip('/')}"
    return {"method": method, "path": path, "QUERY_STRING": query.urlencode(), "data": ""}
