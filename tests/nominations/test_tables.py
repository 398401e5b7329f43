import csv
import io

import pytest
from django.utils import translation

from nominations.domain.reviewing import accept, reject
from nominations.models import Nomination
from nominations.spreadsheet import BYTE_ORDER_MARK, nominations_csv, safe_cell
from tests.factories import make_edition, make_organiser
from tests.nominations.making import make_nomination

FORMULAS = [
    "=1+1", "+46 70", "-2", "@SUM(A1)", "|calc", "%0A", "\t=1", "\r=1", "\n=1", "\0=1",
    "＝1", "＋1", "－1", "＠A", " =1", "\u00a0=cmd|' /C calc'!A0",
]  # fmt: skip


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK)), delimiter=";"))


@pytest.mark.parametrize("text", FORMULAS)
def test_safe_cell_disarms_a_formula(text):
    cell = safe_cell(text)

    assert cell.startswith("'")
    assert "\0" not in cell


@pytest.mark.parametrize("text", ["Anna-Karin", "", "a=b", "5 % rabatt", "'=1"])
def test_safe_cell_leaves_plain_text_alone(text):
    assert safe_cell(text) == text


@pytest.mark.django_db
def test_table_holds_every_field_and_survives_quotes_and_line_breaks():
    edition = make_edition()
    make_nomination(edition, motivation='Rad "ett";\nrad två', nominee_name="=HYPERLINK(1)")

    heads, row = read(nominations_csv(Nomination.objects.of(edition), edition))

    cells = dict(zip(heads, row, strict=True))
    assert cells["Nominerad"] == "'=HYPERLINK(1)"
    assert cells["Motivering"] == 'Rad "ett";\nrad två'
    assert cells["E-post till den som nominerade"] == "berit@example.org"


@pytest.mark.django_db
def test_table_tells_what_was_decided_and_by_whom():
    edition = make_edition()
    organiser = make_organiser(edition)
    accept(nomination=make_nomination(edition), by=organiser)
    reject(nomination=make_nomination(edition), reason="-Skämt", by=organiser)

    heads, accepted, rejected = read(
        nominations_csv(Nomination.objects.of(edition).order_by("pk"), edition)
    )

    assert heads[-5:] == ["Beslut", "Beslutade", "Beslutat av", "Skäl", "Kandidat"]
    assert (accepted[-5], *accepted[-3:]) == (
        "Godkänd",
        organiser.name,
        "",
        "Anna-Karin Öberg",
    )
    assert (rejected[-5], *rejected[-3:]) == ("Avslagen", organiser.name, "'-Skämt", "")


@pytest.mark.django_db
def test_table_in_english():
    edition = make_edition()
    make_nomination(edition)

    with translation.override("en"):
        heads, row = read(nominations_csv(Nomination.objects.of(edition), edition))

    assert (heads[0], row[0]) == ("Category", "Category 1")
