"""A mail scanner: it opens every link, submits every form and clicks every button it finds."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.test import Client


class Forms(HTMLParser):
    """The forms of a page: where they lead, what stands in them, which buttons they have."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []
        self._textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({"action": found.get("action", ""), "fields": {}, "buttons": [{}]})
        elif self.forms and tag == "input" and "name" in found:
            self.forms[-1]["fields"][found["name"]] = found.get("value", "")
        elif self.forms and tag == "textarea":
            self.forms[-1]["fields"][found["name"]] = ""
        elif self.forms and tag == "button" and "name" in found:
            self.forms[-1]["buttons"].append({found["name"]: found.get("value", "")})


def scan(address: str, *, typing: str | None = None) -> list[int]:
    """From a clean browser, HEAD and GET the page, then every form with every button.

    With `typing` it writes that in every empty field. Returns the statuses it got.
    """
    client = Client()
    statuses = [client.head(address).status_code]
    page = client.get(address)
    statuses.append(page.status_code)
    reader = Forms()
    reader.feed(page.text)
    for form in reader.forms:
        fields = {n: v or (typing or "") for n, v in form["fields"].items()}
        for button in form["buttons"]:
            target = form["action"] or address
            statuses.append(client.post(target, fields | button).status_code)
    return statuses
