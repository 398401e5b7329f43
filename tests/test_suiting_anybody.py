"""What the program says of nominees, jurors and voters in general suits anybody, and any award."""

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).parents[1]
GENDERED = {
    "msgid": re.compile(r"\b(she|her|hers|herself|he|him|his|himself)\b", re.IGNORECASE),
    "msgstr": re.compile(r"\b(hon|henne|hennes|han|honom|hans)\b", re.IGNORECASE),
}


def texts(entry: polib.POEntry) -> dict[str, str]:
    said = [entry.msgstr, *entry.msgstr_plural.values()]
    return {"msgid": f"{entry.msgid} {entry.msgid_plural}", "msgstr": " ".join(said)}


@pytest.mark.parametrize("path", sorted(ROOT.glob("locale/*/sv/LC_MESSAGES/django.po")), ids=str)
@pytest.mark.parametrize("part", GENDERED)
def test_no_text_says_she_or_he_of_everybody(path, part):
    found = [texts(entry)[part] for entry in polib.pofile(str(path))]

    assert [text for text in found if GENDERED[part].search(text)] == []
