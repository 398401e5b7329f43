"""Links and addresses of the archive, piece by piece."""

from __future__ import annotations

import re

import pytest
from django.core.management.base import CommandError

from award.site.archive.addresses import file_of, from_to, is_contained, within
from award.site.archive.asking import CLOSED, Answer, is_closed
from award.site.archive.crawling import crawl
from award.site.archive.links import Rewriter, rewritten_sheet
from award.site.archive.making import make_archive


def lead(address: str) -> str | None:
    return None if address == "/gone/" else f"to{address}"


def rewritten(page: str, **given: str) -> str:
    return Rewriter("/a/b/", lead, is_way_in=lambda a: a == "/konto/").rewritten(page, **given)


@pytest.mark.parametrize(
    ("address", "is_page", "file"),
    [
        ("/", True, "index.html"),
        ("/pris/2026/", True, "pris/2026/index.html"),
        ("/pris/2026", True, "pris/2026/index.html"),
        ("/pris/2026/rules.json", False, "pris/2026/rules.json"),
        ("/%C3%A5r/", True, "år/index.html"),
        ("/a/?sida=2", True, "a/index--sida-2-90b478dc.html"),
        ("/x.css?v=1", False, "x--v-1-a798de8e.css"),
    ],
)
def test_every_address_has_a_file_of_its_own(address, is_page, file):
    assert file_of(address, is_page=is_page) == file


def test_two_queries_that_read_alike_have_two_files():
    assert file_of("/?a=b-c", is_page=True) != file_of("/?a=b&c", is_page=True)


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("../c/#top", "/a/c/"),
        ("?sida=2", "/a/b/?sida=2"),
        ("http://localhost:8000/x/", "/x/"),
        ("/\u00e5/", "/%C3%A5/"),
        ("https://example.org/", ""),
        ("//example.org/x", ""),
        ("mailto:info@example.org", ""),
        ("data:image/png;base64,AA==", ""),
        ("http://[", ""),
        ("#top", ""),
    ],
)
def test_a_link_is_within_the_site_or_not(link, address):
    assert within(link, "/a/b/") == address


def test_a_link_from_file_to_file_needs_no_server():
    assert from_to("a/b/index.html", "a/år.css") == "../%C3%A5r.css"
    assert from_to("index.html", "a/index.html") == "a/index.html"


@pytest.mark.parametrize("file", ["../etc/passwd", "/etc/passwd", "a/../../b", "a\0b"])
def test_a_file_outside_the_archive_is_none(file):
    assert not is_contained(file)


@pytest.mark.parametrize("path", ["/konto/login/", "/en/konto/login/", "/dev/mail/", "/healthz"])
def test_ways_in_and_machines_are_closed(path):
    assert is_closed(path)


def test_a_page_with_nothing_to_lead_stays_as_it_was():
    page = (
        "<!DOCTYPE html>\n<!-- x --><p title='a &amp; b'>&aring; &#38; <br/>"
        '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg></p>'
    )

    assert rewritten(page) == page


def test_a_link_keeps_its_place_on_the_page_and_one_to_nothing_goes():
    page = '<a href="/x/#y">x</a> <a class="c" href="/gone/">y</a> <a href="https://e.org">z</a>'

    led = '<a href="to/x/#y">x</a> <a class="c">y</a> <a href="https://e.org">z</a>'
    assert rewritten(page) == led


def test_every_size_of_a_picture_is_led():
    page = '<img srcset="/1.jpg 1x, /gone/ 2x, https://e.org/3.jpg 3x" src="/1.jpg">'

    assert rewritten(page) == ('<img srcset="to/1.jpg 1x, https://e.org/3.jpg 3x" src="to/1.jpg">')


def test_a_form_goes_with_all_that_is_in_it():
    page = '<p>a</p><form action="/gone/"><p><input><button>b</button></p></form><p>c</p>'

    assert rewritten(page, notice="No & no.") == (
        '<p>a</p><p class="note">No &amp; no.</p><p>c</p>'
    )


def test_a_script_and_a_button_outside_a_form_leave_nothing():
    assert rewritten("a<script>if (a < b) {}</script>b<button>c</button>d<input>e") == "abde"


def test_the_way_in_makes_room_for_the_line():
    page = '<body><p><a href="/konto/">in</a> · x</p></body>'

    assert rewritten(page, line="<b>old</b>") == "<body><p><b>old</b> · x</p></body>"


def test_a_page_without_a_way_in_has_the_line_at_its_end():
    line = '<p class="page quiet"><b>old</b></p>\n'

    assert rewritten("<body>x</body>", line="<b>old</b>") == f"<body>x{line}</body>"


def test_a_sheet_s_links_are_led():
    sheet = '@import "/b.css"; a { src: url("../c.woff2#x") url(data:x) url(/gone/) }'

    led = rewritten_sheet(sheet, "/css/a.css", lead, embed=lead)

    assert led == '@import "to/b.css"; a { src: url("to/c.woff2#x") url(data:x) url(/gone/) }'


def test_what_a_custom_property_links_to_is_put_in_its_place():
    sheet = ':root { --a: url("/a.svg#x"); --b: 1 } p { b: url(/b.svg) }'

    led = rewritten_sheet(sheet, "/css/a.css", lead, embed=lambda a: "data:a")

    assert led == ':root { --a: url("data:a"); --b: 1 } p { b: url(to/b.svg) }'


class Pages:
    """A site of a few pages."""

    def __init__(self, **pages: Answer) -> None:
        self.pages = {f"/{name}": answer for name, answer in pages.items()}

    def ask(self, address: str) -> Answer:
        return self.pages.get(address, Answer(404))


def page(text: str) -> Answer:
    return Answer(200, "text/html", text.encode())


def sends_to(address: str) -> Answer:
    return Answer(302, leads_to=address)


def test_links_are_followed_through_what_sends_on():
    site = crawl(Pages(a=page('<a href="/b">b</a>'), b=sends_to("/c"), c=page("c")), ["/a"])

    assert site.file_of("/b") == "c/index.html"
    assert site.nowhere() == []


def test_what_sends_on_in_a_circle_leads_nowhere():
    site = crawl(Pages(a=page('<a href="/b">b</a>'), b=sends_to("/c"), c=sends_to("/b")), ["/a"])

    assert site.file_of("/b") == ""
    assert site.nowhere() == [("/b", 302, "/a")]


def test_a_link_that_leads_nowhere_is_named_with_its_page():
    site = crawl(Pages(a=page('<a href="/b">b</a>'), b=sends_to("/c")), ["/a", "/robots.txt"])

    assert site.nowhere() == [("/b", 404, "/a")]


def test_what_sends_to_the_way_in_is_a_way_in_and_not_astray():
    site = crawl(Pages(a=page('<a href="/b">b</a>'), b=CLOSED), ["/a"])

    assert site.is_way_in("/b")
    assert site.nowhere() == []


def test_links_within_a_form_are_not_followed():
    site = crawl(Pages(a=page('<form><a href="/b">b</a></form>')), ["/a"])

    assert list(site.answers) == ["/a"]


@pytest.mark.django_db
def test_where_nothing_is_public_nothing_is_archived(tmp_path):
    why = "No edition is public: there is nothing to archive."

    with pytest.raises(CommandError, match=f"^{re.escape(why)}$"):
        make_archive(tmp_path)
