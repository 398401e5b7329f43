"""Links in a page and in a style sheet: read, and written anew, in one pass."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

from award.site.archive.addresses import fragment_of, within

# What a link becomes, by the address that it leads to: another link, or None where there is nothing.
Lead = Callable[[str], str | None]
LEADING = {"href", "src", "poster", "data", "cite"}
LISTS = {"srcset", "imagesrcset"}
# Of no use without a server behind them; a form leaves a notice in its place.
USELESS = {"form", "script", "noscript", "button", "select", "textarea"}
# A link that is the value of a custom property is read from whichever sheet uses it.
SHEET_LINK = re.compile(
    r"""(?P<custom>--[\w-]+\s*:\s*)?url\(\s*(?P<q>["']?)(?P<url>[^"')]+)(?P=q)\s*\)|@import\s+(?P<p>["'])(?P<name>[^"']+)(?P=p)"""
)
Attributes = list[tuple[str, str | None]]


def rewritten_sheet(text: str, address: str, lead: Lead, *, embed: Lead) -> str:
    """The style sheet with its links led; what a custom property links to is put in its place by `embed`."""

    def led(match: re.Match[str]) -> str:
        link = match["url"] or match["name"]
        there = within(link, address)
        to = (embed if match["custom"] else lead)(there) if there else None
        if not to:
            return match[0]
        return match[0].replace(link, to if match["custom"] else to + fragment_of(link))

    return SHEET_LINK.sub(led, text)


class Rewriter(HTMLParser):
    """A page with its links led, without what needs a server; every other sign stays as it was.

    `notice` stands where a form stood, `line` where the way in for those who work here stood, else at the end.
    """

    def __init__(self, address: str, lead: Lead, *, is_way_in: Callable[[str], bool]) -> None:
        super().__init__(convert_charrefs=False)
        self.address, self._lead, self._is_way_in = address, lead, is_way_in
        self.notice = self.line = ""
        self._out: list[str] = []
        self._leaving_out: list[str] = []

    def rewritten(self, text: str, *, notice: str = "", line: str = "") -> str:
        """The page; asks `lead` for each of its links, in their order."""
        self.notice, self.line = notice, line
        self.feed(text)
        self.close()
        return "".join(self._out)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if self._leaving_out:
            self._leaving_out += [tag] if tag == self._leaving_out[0] else []
        elif tag in USELESS or (tag == "a" and self.line and self._is_way_in_here(attrs)):
            self._leave_out(tag)
        elif not (tag == "input" or _is_preload(tag, attrs)):
            self._out.append(self._tag(tag, attrs))

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        if not (self._leaving_out or tag in USELESS or tag == "input" or _is_preload(tag, attrs)):
            self._out.append(self._tag(tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        if self._leaving_out:
            self._leaving_out = self._leaving_out[tag == self._leaving_out[0] :]
            return
        if tag == "body" and self.line:
            self._out.append(f'<p class="page quiet">{self._take_line()}</p>\n')
        if tag not in USELESS:
            self._out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._keep(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._keep(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self._keep(f"<!{decl}>")

    def _keep(self, text: str) -> None:
        if not self._leaving_out:
            self._out.append(text)

    def _leave_out(self, tag: str) -> None:
        self._leaving_out = [tag]
        if tag == "form" and self.notice:
            self._out.append(f'<p class="note">{escape(self.notice)}</p>')
        if tag == "a":
            self._out.append(self._take_line())

    def _take_line(self) -> str:
        line, self.line = self.line, ""
        return line

    def _is_way_in_here(self, attrs: Attributes) -> bool:
        there = within(dict(attrs).get("href") or "", self.address)
        return bool(there) and self._is_way_in(there)

    def _tag(self, tag: str, attrs: Attributes) -> str:
        led = [pair for name, value in attrs for pair in self._attribute(name, value)]
        if led == attrs:
            return self.get_starttag_text() or ""
        written = "".join(f' {n}="{escape(v)}"' if v is not None else f" {n}" for n, v in led)
        return f"<{tag}{written}>"

    def _attribute(self, name: str, value: str | None) -> Attributes:
        if value and name in LISTS:
            return self._list(name, value)
        there = within(value or "", self.address) if name in LEADING else ""
        if not there:
            return [(name, value)]
        to = self._lead(there)
        return [(name, to + fragment_of(value or ""))] if to else []

    def _list(self, name: str, value: str) -> Attributes:
        """`a.jpg 1x, b.jpg 2x` without those that lead nowhere."""
        kept = []
        for link, *size in (each.split() for each in value.split(",") if each.strip()):
            there = within(link, self.address)
            to = self._lead(there) if there else link
            kept += [" ".join([to, *size])] if to else []
        return [(name, ", ".join(kept))] if kept else []


def _is_preload(tag: str, attrs: Attributes) -> bool:
    """Only makes a page faster, and not from a file."""
    return tag == "link" and dict(attrs).get("rel") in {"preload", "modulepreload"}
