"""Signs that the shipped typefaces do not have are drawn, not written."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
# Arrows, technical signs, boxes, shapes, dingbats and pictures: none is in static/fonts.
STRANGE = re.compile(r"[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")


@pytest.mark.parametrize(
    ("folder", "pattern"),
    [("templates", "*.*"), ("static", "*.css"), ("static", "*.js"), ("locale", "*.po")],
)
def test_no_page_writes_a_sign_that_would_fall_to_another_typeface(folder, pattern):
    files = sorted((ROOT / folder).rglob(pattern))

    found = {str(f): STRANGE.findall(f.read_text("utf-8")) for f in files}

    assert files
    assert {name for name, signs in found.items() if signs} == set()
