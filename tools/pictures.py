"""The README's pictures, taken of the demo: `make up`, and beside it `python tools/pictures.py`."""

import io
import os
import re
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import ARGUMENTS, find_chromium  # noqa: E402 - needs the path

SITE = os.environ.get("SITE_URL", "http://localhost:8000")
FOLDER = ROOT / "docs" / "images"
DESKTOP, PHONE = (1280, 860), (390, 800)
PUBLIC = {
    "award": ("/arets-it-kvinna/", DESKTOP),
    "vote": ("/arets-it-kvinna/", PHONE),
    "result": ("/arets-it-kvinna/{last}/resultat/", DESKTOP),
}
SIGNED_IN = {
    "desk": ("/desk/arets-it-kvinna/{this}/", DESKTOP),
    "laboratory": ("/desk/arets-it-kvinna/{this}/laboratorium/", DESKTOP),
}


def take(page: Page, name: str, path: str) -> None:
    page.goto(SITE + path)
    if name == "laboratory":
        page.click(".lab-asks .button")
        page.wait_for_selector(".lab-findings")
        page.evaluate("document.querySelector('.lab-findings').scrollIntoView()")
    page.wait_for_load_state("networkidle")
    shot = Image.open(io.BytesIO(page.screenshot()))
    shot.save(FOLDER / f"{name}.webp", quality=82, method=6)


def sign_in(page: Page, email: str) -> None:
    page.goto(f"{SITE}/konto/login/")
    page.fill("input[type=email]", email)
    page.click("main form button")
    page.wait_for_selector("[name=code]")
    mail = page.context.new_page()
    code = None
    while code is None:
        mail.goto(f"{SITE}/dev/mail/")
        code = re.search(r"\b[0-9]{6}\b", mail.inner_text("main"))
    page.fill("[name=code]", code[0])
    page.click("main form button")
    page.wait_for_url(lambda url: "/konto/" not in url)


def take_all(browser: Browser) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{SITE}/arets-it-kvinna/")
    this = int(re.search(r"/(\d{4})/", page.url)[1])
    years = {"this": this, "last": this - 1}
    sign_in(page, "organisator@example.org")
    for name, (path, size) in {**PUBLIC, **SIGNED_IN}.items():
        context = page.context if name in SIGNED_IN else browser.new_context()
        view = context.new_page()
        view.set_viewport_size({"width": size[0], "height": size[1]})
        take(view, name, path.format(**years))


def main() -> None:
    program, extra = find_chromium() or sys.exit("No browser: run `make test` once.")
    with sync_playwright() as playwright:
        environment = {**os.environ, **extra}
        take_all(
            playwright.chromium.launch(executable_path=program, args=ARGUMENTS, env=environment)
        )


if __name__ == "__main__":
    main()
