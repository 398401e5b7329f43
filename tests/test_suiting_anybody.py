"""What the program says of nominees, jurors and voters in general suits anybody, and any award."""

import json
import re
from pathlib import Path

import polib
import pytest

from award.rules.domain.drafting import DEFAULT_CRITERIA, draft_rules
from tests.factories import make_edition

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


@pytest.mark.django_db
def test_rules_that_a_new_edition_starts_from_suit_any_award():
    """A culture prize's jury is not asked about IT."""
    edition = make_edition()
    said = json.dumps(draft_rules(edition, {}).to_json() | _criteria(), ensure_ascii=False)

    assert not re.search(r"\b(it|IT|dator|computer|kvinn|wom[ae]n)\b", said.replace("it is", ""))


def _criteria() -> dict[str, object]:
    return {"criteria": [criterion.to_json() for criterion in DEFAULT_CRITERIA]}
