"""A form as a browser holds it: opened by one person, and sent when another has been there."""

from __future__ import annotations

from html.parser import HTMLParser

from django.test import Client


class _Forms(HTMLParser):
    """Every form of a page, with its fields as they would be sent."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[str]]] = []
        self._in: str = ""
        self._select: str = ""

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        attrs = dict(pairs)
        name, value = attrs.get("name") or "", attrs.get("value")
        if tag == "form":
            self.forms.append({})
        elif not self.forms:
            return
        elif tag == "input" and self._is_sent(attrs):
            ticked = attrs.get("type") in {"radio", "checkbox"}
            self._add(name, value if value is not None else "on" if ticked else "")
        elif tag == "textarea":
            self._in = name
            self._add(name, "")
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in attrs:
            self._add(self._select, value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.forms[-1][self._in][-1] = self.forms[-1][self._in][-1].removeprefix("\n")
            self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in:
            self.forms[-1][self._in][-1] += data

    def _add(self, name: str, value: str) -> None:
        if name and name != "csrfmiddlewaretoken":
            self.forms[-1].setdefault(name, []).append(value)

    def _is_sent(self, attrs: dict[str, str | None]) -> bool:
        if "disabled" in attrs or attrs.get("type") in {"file", "submit"}:
            return False
        return attrs.get("type") not in {"radio", "checkbox"} or "checked" in attrs


def forms_on(page: str) -> list[dict[str, list[str]]]:
    reader = _Forms()
    reader.feed(page)
    return reader.forms


class OpenForm:
    """The form of a page that can tell what it was shown with: opened once, sent with some fields changed."""

    def __init__(self, client: Client, path: str) -> None:
        self.client, self.path = client, path
        page = client.get(path).text
        self.fields = next(form for form in forms_on(page) if "shown" in form)

    def send(self, **changes: object):
        return self.client.post(self.path, self.fields | changes)
