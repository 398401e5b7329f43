"""The files of an archive: what becomes of each address, and the pages that only an archive has."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from award.programme.domain.moments import day
from award.programme.models import Edition
from award.site.archive.addresses import file_of, from_to
from award.site.archive.asking import Answer
from award.site.archive.crawling import Site
from award.site.archive.links import Lead, Rewriter, rewritten_sheet

# A page for each language with everything that is in the archive; no award's address ends so.
CONTENTS = {"sv": "innehall.html", "en": "contents.html"}
PAGE = "text/html"


@dataclass(frozen=True)
class Item:
    """A file of the archive, of which address it is, and what is in it."""

    file: str
    address: str
    kind: str
    content: bytes


def items_of(site: Site, editions: Iterable[Edition], made: datetime) -> list[Item]:
    """Every file of the archive but its manifest, by name."""
    there = {item.file: item for item in _there(site, made)}
    elsewhere = {item.file: item for item in _elsewhere(site)}
    contents = {item.file: item for item in _contents(site, editions, made)}
    return [item for _file, item in sorted({**elsewhere, **there, **contents}.items())]


def _there(site: Site, made: datetime) -> Iterator[Item]:
    for address, answer in site.answers.items():
        if answer.is_there:
            content = _rewritten(site, address, answer, made)
            yield Item(site.file_of(address), address, answer.kind, content)


def _rewritten(site: Site, address: str, answer: Answer, made: datetime) -> bytes:
    lead = _lead(site, site.file_of(address))
    if answer.is_sheet:
        embed = partial(_embedded, site)
        return rewritten_sheet(answer.content.decode(), address, lead, embed=embed).encode()
    if not answer.is_page:
        return answer.content
    with translation.override(_language(address)):
        notice = _("There is a form here on the living site. Nothing can be sent from an archive.")
        line = _line(site.file_of(address), made)
        page = Rewriter(address, lead, is_way_in=site.is_way_in)
        return page.rewritten(answer.content.decode(), notice=notice, line=line).encode()


def _lead(site: Site, file: str) -> Lead:
    """What a link in that file becomes."""

    def lead(address: str) -> str | None:
        to = site.file_of(address)
        return from_to(file, to) if to else None

    return lead


def _embedded(site: Site, address: str) -> str | None:
    """What is there, as an address that says it all itself."""
    answer = site.answers.get(site.end_of(address))
    if answer is None:
        return None
    return f"data:{answer.kind};base64,{b64encode(answer.content).decode()}"


def _line(file: str, made: datetime) -> str:
    """That this is an archive, and of when."""
    contents = CONTENTS[translation.get_language() or settings.LANGUAGE_CODE]
    return format_html(
        '{} <a href="{}">{}</a>',
        _("This is an archive, made on %(day)s.") % {"day": day(timezone.localtime(made))},
        from_to(file, contents),
        _("Everything in it"),
    )


def _elsewhere(site: Site) -> Iterator[Item]:
    """An address that sends on does so in the archive too."""
    for address, answer in site.answers.items():
        end = site.end_of(address) if answer.leads_to else ""
        if end:
            file = file_of(address, is_page=True)
            to = from_to(file, site.file_of(end))
            with translation.override(_language(address)):
                page = render_to_string("site/archive_elsewhere.html", {"to": to})
            yield Item(file, address, PAGE, page.encode())


def _contents(site: Site, editions: Iterable[Edition], made: datetime) -> Iterator[Item]:
    for language, file in CONTENTS.items():
        with translation.override(language):
            when = day(timezone.localtime(made))
            told = {"editions": editions, "when": when, "others": CONTENTS}
            page = render_to_string("site/archive_contents.html", told)
        lead = _lead(site, file)
        rewriter = Rewriter(f"/{file}", _also_contents(lead), is_way_in=site.is_way_in)
        yield Item(file, "", PAGE, rewriter.rewritten(page).encode())


def _also_contents(lead: Lead) -> Lead:
    names = {f"/{file}": file for file in CONTENTS.values()}
    return lambda address: names.get(address) or lead(address)


def _language(address: str) -> str:
    return translation.get_language_from_path(address) or settings.LANGUAGE_CODE
