"""The forms of a page, as a browser would send them, and where its links lead."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin


@dataclass
class Form:
    """`fields`: what the page has filled in, in its order; `choices`: what else a field may say."""

    action: str
    method: str = "get"
    fields: list[tuple[str, str]] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)

    @property
    def kind(self) -> tuple[str, str, tuple[str, ...]]:
        """Where it is sent, how, and what it can say: two of a kind differ in their values alone."""
        names = {*(name for name, _value in self.fields), *self.choices, *self.files}
        return self.action, self.method, tuple(sorted(names))


class Reader(HTMLParser):
    """Read with `feed`; afterwards `forms` and `links` say what the page has."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.forms, self.links = address, list[Form](), list[str]()
        self.form: Form | None = None
        self.by_id: dict[str, Form] = {}
        self.area = self.select = ""
        self.text = ""

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(self.whole(given["href"]))
        elif tag == "form":
            self.form = Form(
                self.whole(given.get("action", "")), given.get("method", "get").lower()
            )
            self.forms.append(self.form)
            self.by_id[given.get("id", "")] = self.form
        elif tag in ("input", "button", "textarea", "select", "option"):
            self.read_field(tag, given)

    def read_field(self, tag, given):
        form = self.by_id.get(given["form"], self.form) if "form" in given else self.form
        if form is None:
            return
        name, value = given.get("name", ""), given.get("value", "")
        if "formaction" in given:  # what the form holds, to another address
            other = self.whole(given["formaction"])
            self.forms.append(replace(form, action=other))
        if tag == "textarea":
            self.area, self.text = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option":
            form.choices.setdefault(self.select, []).append(value)
            if "selected" in given:
                form.fields.append((self.select, value))
        elif name:
            kind = given.get("type", "submit" if tag == "button" else "text")
            self.read_input(form, kind, name, value, checked="checked" in given)

    def read_input(self, form, kind, name, value, *, checked):
        if kind == "file":
            form.files.append(name)
        elif kind in ("checkbox", "radio", "submit"):
            form.choices.setdefault(name, []).append(value or "on")
            if checked:
                form.fields.append((name, value or "on"))
        else:
            form.fields.append((name, value))

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area and self.form:
            self.form.fields.append((self.area, self.text))
            self.area = ""
        elif tag == "form":
            self.form = None

    def handle_data(self, data):
        self.text += data

    def whole(self, link: str) -> str:
        return urldefrag(urljoin(self.address, link)).url


def read_page(address: str, source: str) -> Reader:
    reader = Reader(address)
    reader.feed(source)
    return reader
