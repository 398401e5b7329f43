"""A class on a page is one that a style or a script knows."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "templates").rglob("*.html"))
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)


def said(suffix: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "static").rglob(suffix))


STYLED = set(re.findall(r"\.([A-Za-z][\w-]*)", said("*.css")))
# The first part of what a style names, as `card` of `card--row`.
BLOCKS = {re.split("__|--", name)[0] for name in STYLED}
SCRIPTS = said("*.js")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_class_of_a_page_is_known_to_a_style_or_a_script(page):
    plain = TAG.sub("\0", page.read_text(encoding="utf-8"))
    names = [name for held in re.findall(r'class="([^"]*)"', plain) for name in held.split()]

    unknown = {name for name in names if "\0" not in name} - STYLED - BLOCKS

    assert {name for name in unknown if name not in SCRIPTS} == set()
