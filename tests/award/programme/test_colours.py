"""An award's colours become a palette in which everything can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from award.programme.domain import oklab
from award.programme.domain.colours import (
    CREAM,
    PAPER,
    contrast,
    darkened,
    palette,
    readable,
    stylesheet,
    text_on,
)
from tests.factories import make_edition

BURGUNDY, GOLD = "#7a1f3d", "#c98a2b"
READ = 4.5
any_colour = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


@given(any_colour)
def test_colour_survives_the_way_to_oklch_and_back(colour):
    assert oklab.to_hex(*oklab.from_hex(colour)) == colour


def test_known_colour_has_the_published_coordinates():
    # Ottosson's own example: sRGB red is L 0.628, C 0.2577, h 29.23 degrees.
    light, chroma, hue = oklab.from_hex("#ff0000")

    assert (round(light, 3), round(chroma, 4), round(hue, 3)) == (0.628, 0.2577, 0.51)


def test_contrast_of_black_and_white_is_the_largest():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@given(any_colour, any_colour)
def test_every_text_of_every_award_can_be_read_on_its_grounds(award, accent):
    found = palette(award, accent)

    for ground in (found.deep, found.raised):
        for text in (CREAM, found.metal, found.hush, readable(award, on=found.raised)):
            assert contrast(text, ground) >= READ
    for colour in (readable(award, on=PAPER), readable(accent, on=PAPER)):
        assert contrast(colour, PAPER) >= READ
    for ground in (found.metal, found.rich, readable(award, on=PAPER)):
        assert contrast(text_on(ground), ground) >= READ


@given(any_colour)
def test_darkened_colour_carries_what_is_written_on_it(colour):
    assert contrast(darkened(colour, under=CREAM, least=READ), CREAM) >= READ


def test_burgundy_stays_a_burgundy_in_the_dark():
    _, _, hue = oklab.from_hex(BURGUNDY)
    _, chroma, deep = oklab.from_hex(palette(BURGUNDY, GOLD).deep)

    assert deep == pytest.approx(hue, abs=0.12)
    assert chroma > 0.05


def test_grey_award_gets_no_hue():
    light, chroma, _ = oklab.from_hex(palette("#777777", "#333333").deep)

    assert (light < 0.25, chroma < 0.01) == (True, True)


def test_sheet_has_every_token():
    sheet = stylesheet(BURGUNDY, GOLD)

    for token in ("award", "accent", "deep", "raised", "rich", "metal", "hush", "on-deep"):
        assert f"--{token}: " in sheet


@pytest.mark.django_db
def test_sheet_is_sent_with_the_address_of_the_field(client):
    award = make_edition().award

    answer = client.get(f"/{award.slug}/farger.css")

    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert f'url("/{award.slug}/fasetter.svg")' in answer.text
    assert client.get("/finns-inte/farger.css").status_code == 404
