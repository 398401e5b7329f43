"""The archive of a small site, made once: one edition announced, one in its public vote."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import urlopen

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, transaction

from award.people.models import Person
from award.programme.models import Edition
from award.site.archive.asking import nothing_written
from award.site.archive.filing import CONTENTS
from award.site.archive.making import MANIFEST, make_archive, refuse_folder
from award.site.copies.copying import sha256_of
from tests.factories import make_edition
from tests.voting.results.playing import announce, close_jury, judge, open_vote, played, vote

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_transaction,
    pytest.mark.xdist_group("archive"),
]

POINTS = {"anna": 2, "bea": 5, "cilla": 3}
VOTES = {"anna": 2, "bea": 3, "cilla": 1}
VOTERS = {f"{name}{n}@example.org" for name, count in VOTES.items() for n in range(count)}
IN_SHEET = re.compile(r"""url\(\s*["']?([^"')]+)""")


@pytest.fixture(scope="module")
def world(made_once):
    with made_once():
        announced = played(POINTS, VOTES)
        announce(announced)
        voting = make_edition("jury")
        judge(voting, POINTS)
        close_jury(voting)
        open_vote(voting)
        vote(voting, {"anna": 1})
        yield announced, voting


@pytest.fixture(scope="module")
def made(world, tmp_path_factory) -> tuple[Path, str]:
    """The folder, and what the command told."""
    folder, told = tmp_path_factory.mktemp("archive"), StringIO()
    call_command("archive", folder, stdout=told)
    return folder, told.getvalue()


@pytest.fixture(scope="module")
def archive(made) -> Path:
    return made[0]


class Links(HTMLParser):
    """Every link of a page that leads to another file."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.add(tag)
        held = dict(attrs)
        self.found += [held[name] for name in ("href", "src", "poster") if held.get(name)]
        self.found += [each.split()[0] for each in (held.get("srcset") or "").split(",") if each]


def read(page: str) -> Links:
    links = Links()
    links.feed(page)
    return links


def files(archive: Path, *endings: str) -> list[Path]:
    return sorted(p for p in archive.rglob("*") if p.is_file() and p.suffix in endings)


def links_of(path: Path) -> list[str]:
    """Without those that leave the archive, and places on the same page."""
    text = path.read_text()
    found = read(text).found if path.suffix == ".html" else IN_SHEET.findall(text)
    return [link for link in found if not link.startswith(("https:", "mailto:", "data:", "#"))]


def lying(archive: Path) -> dict[str, bytes]:
    return {str(p.relative_to(archive)): p.read_bytes() for p in archive.rglob("*") if p.is_file()}


def place(edition) -> str:
    return f"{edition.award.slug}/{edition.year}"


def test_every_link_is_relative_and_leads_to_a_file(archive):
    links = [(p, link) for p in files(archive, ".html", ".css") for link in links_of(p)]

    astray = [
        (str(p), link)
        for p, link in links
        if urlsplit(link).path.startswith("/")
        or urlsplit(link).scheme
        or not (p.parent / unquote(urlsplit(link).path)).is_file()
    ]

    assert len(links) > 400
    assert astray == []


def test_a_ground_of_an_award_needs_no_address(archive, world):
    """A custom property's link is read from the sheet that uses it, which lies in another folder."""
    sheet = (archive / world[0].award.slug / "farger.css").read_text()

    assert '--facets: url("data:image/svg+xml;base64,' in sheet


def test_every_page_of_every_edition_is_there_in_both_languages(archive, world):
    announced, voting = world
    pages = {
        announced: ("", "resultat/", "finalister/", "regler/", "klagomal/", "personuppgifter/"),
        voting: ("", "rosta/", "finalister/", "regler/", "klagomal/", "personuppgifter/"),
    }
    wanted = {
        f"{language}{place(edition)}/{page}index.html"
        for language in ("", "en/")
        for edition, each in pages.items()
        for page in each
    }

    assert wanted - set(lying(archive)) == set()


def test_old_address_of_an_award_leads_on_to_its_edition(archive, world):
    page = (archive / world[0].award.slug / "index.html").read_text()

    assert 'content="0; url=2026/index.html"' in page


def test_no_page_has_anything_that_needs_a_server(archive):
    needing = {"form", "script", "button", "input", "select", "textarea"}

    assert [p for p in files(archive, ".html") if read(p.read_text()).tags & needing] == []


def test_a_form_leaves_a_notice_in_its_place(archive, world):
    voting = place(world[1])

    assert (
        "Från ett arkiv kan inget skickas." in (archive / voting / "rosta/index.html").read_text()
    )
    english = (archive / "en" / voting / "rosta/index.html").read_text()
    assert "Nothing can be sent from an archive." in english


def test_every_page_says_once_in_its_language_that_it_is_an_archive(archive):
    said = {"sv": "Det här är ett arkiv, gjort den", "en": "This is an archive, made on"}
    served = [p for p in files(archive, ".html") if "http-equiv" not in p.read_text()]
    own = {archive / name for name in CONTENTS.values()}

    for path in set(served) - own:
        page = path.read_text()
        language = re.search('<html lang="(..)"', page)[1]
        assert page.count(said[language]) == 1


def test_no_way_in_is_left(archive):
    pages = "".join(p.read_text() for p in files(archive, ".html"))

    assert not any(
        p.parts[0] in {"konto", "desk", "jury", "dev"} for p in map(Path, lying(archive))
    )
    assert "Logga in" not in pages
    assert "Sign in for" not in pages


def test_packages_count_again_with_the_program_in_them(archive, tmp_path):
    packages = files(archive, ".zip")

    for package in packages:
        zipfile.ZipFile(package).extract("recount.py", tmp_path)
        counted = subprocess.run(
            [sys.executable, "-I", tmp_path / "recount.py", package],
            capture_output=True,
            text=True,
            check=False,
        )
        assert counted.returncode == 0, counted.stdout + counted.stderr
    assert len(packages) == 2


def test_nobody_s_address_lies_in_it(archive):
    said = b"".join(lying(archive).values())
    for package in files(archive, ".zip"):
        with zipfile.ZipFile(package) as opened:
            said += b"".join(opened.read(name) for name in opened.namelist())

    addresses = {*Person.objects.values_list("email", flat=True), *VOTERS}

    assert len(addresses) > len(VOTERS)
    assert [each for each in addresses if each.encode() in said] == []


def test_an_open_vote_gives_away_no_more_than_its_page_does(archive, world):
    voting = place(world[1])

    assert [name for name in lying(archive) if name.startswith(f"{voting}/resultat")] == []


def test_manifest_has_every_file_with_its_sum(archive):
    manifest = json.loads((archive / MANIFEST).read_text())
    found = {name: sha256_of(archive / name) for name in lying(archive) if name != MANIFEST}

    assert {name: each["sha256"] for name, each in manifest["files"].items()} == found
    assert manifest["led_nowhere"] == []


def test_table_says_what_was_written(made):
    archive, told = made
    rows = {line.split()[0]: line.split()[-3:-1] for line in told.splitlines()}
    sizes = [len(content) for name, content in lying(archive).items() if name != MANIFEST]

    assert rows["packages"][0] == "2"
    assert rows["pages"][0] == str(len(files(archive, ".html")))
    assert rows["together"] == [str(len(sizes)), f"{sum(sizes):,}"]


def test_two_archives_of_one_state_are_the_same(archive, tmp_path):
    make_archive(tmp_path)

    assert lying(tmp_path) == lying(archive)


def test_any_web_server_shows_it_in_a_folder_of_its_own(archive, tmp_path):
    shutil.copytree(archive, tmp_path / "priser" / "arkiv")
    handler = partial(Quiet, directory=tmp_path)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        begin = f"http://127.0.0.1:{server.server_port}/priser/arkiv/"
        seen = walked(begin)
        server.shutdown()

    reached = {url.removeprefix(begin) or "index.html" for url in seen}
    assert {each for each in lying(archive) if each.endswith(".html")} - reached <= leading_on(
        archive
    )
    assert {*seen.values()} == {200}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *said) -> None:
        pass


def walked(begin: str) -> dict[str, int]:
    """Every address that is reached from there, with its status."""
    seen: dict[str, int] = {}
    waiting = [begin]
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        try:
            with urlopen(url) as answer:
                seen[url], body = answer.status, answer.read()
                kind = answer.headers.get_content_type()
        except HTTPError as fault:
            seen[url] = fault.code
            continue
        if kind in {"text/html", "text/css"}:
            text = body.decode()
            found = read(text).found if kind == "text/html" else IN_SHEET.findall(text)
            there = [urljoin(url, link).partition("#")[0] for link in found]
            waiting += [each for each in there if each.startswith(begin.partition("/priser")[0])]
    return seen


def leading_on(archive: Path) -> set[str]:
    return {n for n, content in lying(archive).items() if b"http-equiv" in content}


def test_nothing_is_written_meanwhile(world):
    with (
        pytest.raises(DatabaseError, match="read-only transaction"),
        transaction.atomic(),
        nothing_written(),
    ):
        Edition.objects.update(is_public=False)


def test_what_leads_nowhere_is_listed_and_ends_with_one(world, tmp_path, settings):
    settings.STATICFILES_FINDERS = []
    settings.STATIC_ROOT = tmp_path / "nothing"
    settings.STATIC_ROOT.mkdir()
    told = StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("archive", tmp_path / "archive", stdout=told)

    assert ended.value.code == 1
    assert "/static/css/forebild.css led nowhere (404); it is linked from /" in told.getvalue()
    page = (tmp_path / "archive" / place(world[0]) / "index.html").read_text()
    assert "forebild.css" not in page


@pytest.mark.parametrize(
    ("folder", "why"),
    [
        ("file", "is a file, not a folder."),
        ("full", "is not empty: an archive goes into a folder of its own."),
        ("file/below", "cannot be made: Not a directory."),
    ],
)
def test_a_folder_that_will_not_do_is_refused_in_a_line(tmp_path, folder, why):
    (tmp_path / "file").touch()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").touch()

    with pytest.raises(CommandError) as refused:
        refuse_folder(tmp_path / folder)

    assert str(refused.value) == f"{tmp_path / folder} {why}"


def test_a_name_that_the_platform_does_not_answer_to_is_refused(tmp_path, settings):
    settings.SITE_URL = "https://pris.example.org"

    with pytest.raises(CommandError, match="ALLOWED_HOSTS does not have that name"):
        make_archive(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_platform_whose_front_page_fails_is_not_archived(world, tmp_path, settings):
    settings.ROOT_URLCONF = "tests.award.site.failing_front"

    with pytest.raises(CommandError) as refused:
        make_archive(tmp_path)

    assert str(refused.value).startswith("The front page answers 500: no archive is made.")
    assert list(tmp_path.iterdir()) == []
