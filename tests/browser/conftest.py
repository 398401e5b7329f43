"""A real Chromium against a real web server; every page is looked through."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import Browser, Page, sync_playwright

from tests.storm.processes import until

ROOT = Path(__file__).resolve().parent.parent.parent
ARGUMENTS = [
    "--headless=shell", "--no-sandbox", "--no-zygote", "--disable-gpu", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
# Playwright's synchronous driver runs an event loop in this thread; our code awaits nothing.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def find_chromium() -> tuple[Path, dict[str, str]] | None:
    """The named browser, the unpacked one, or the system's; with the environment it needs."""
    unpacked = ROOT / "var" / "chromium"
    if named := os.environ.get("FOREBILD_CHROMIUM"):
        return Path(named), {}
    if (unpacked / "chromium").exists():
        libraries = {"LD_LIBRARY_PATH": str(unpacked / "al2023" / "lib")}
        return unpacked / "chromium", {**libraries, "FONTCONFIG_FILE": str(unpacked / "fonts.conf")}
    system = Path("/usr/bin/chromium")
    return (system, {}) if system.exists() else None


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = find_chromium()
    if found is None:
        words = "NO BROWSER: the tests of pages are left out. Run `make test`, which fetches one."
        print(words, file=sys.stderr)
        (pytest.fail if os.environ.get("CI") else pytest.skip)(words)
    program, extra = found
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=str(program), args=ARGUMENTS, env={**os.environ, **extra}
        )
        yield running
        running.close()


class Watched:
    """A page that remembers what it complained about and whom it asked for something."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site = page, site
        self.complaints: list[str] = []
        page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: self.complaints.append(str(e)))
        page.on("request", lambda r: self._asked(r.url))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.site, "data:", "blob:")):
            self.complaints.append(f"a third party was asked: {url}")

    def check(self) -> None:
        """Nothing was complained of, nothing sticks out sideways, and axe finds nothing."""
        expected = [c for c in self.complaints if "status of 4" not in c]
        assert expected == []
        self.page.wait_for_load_state()
        width = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert width <= 0, f"{self.page.url} is {width} px too wide"
        found = Axe().run(self.page).response["violations"]
        told = [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found]
        assert told == [], self.page.url


SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}


@pytest.fixture
def visit(browser, live_server, settings):
    """Opens a browser of one's own, by size and language, at a path."""
    settings.SITE_URL = live_server.url
    contexts = []

    def open_browser(size: str = "desktop", scheme: str = "light", **options: object) -> Watched:
        context = browser.new_context(viewport=SIZES[size], color_scheme=scheme, **options)
        context.set_default_timeout(30_000)
        contexts.append(context)
        return Watched(context.new_page(), live_server.url)

    yield open_browser
    for context in contexts:
        context.close()
    until(nobody_is_answered)


def nobody_is_answered() -> bool:
    """Whether the server has let go of every browser: what still writes would meet the next test."""
    return not any("process_request_thread" in each.name for each in threading.enumerate())


@pytest.fixture(scope="session", autouse=True)
def translated() -> None:
    call_command("compile_translations")
