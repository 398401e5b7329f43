"""Long words may break where Swedish breaks them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from award.programme.domain.hyphens import LEAST, SOFT, hyphenated


@pytest.mark.parametrize(
    ("word", "broken"),
    [
        ("Linnéregionen", "Linné|regionen"),
        ("verksamhetsutvecklare", "verk|sam|hets|utveck|lare"),
        ("systemutvecklare", "system|utveck|lare"),
        ("Sjövallsdotter", "Sjövalls|dotter"),
        ("Anna Ek", "Anna Ek"),
        ("priset", "priset"),
    ],
)
def test_word_breaks_at_its_joints(word, broken):
    assert hyphenated(word) == broken.replace("|", SOFT)


@given(st.text())
def test_no_word_is_changed(text):
    assert hyphenated(text).replace(SOFT, "") == text.replace(SOFT, "")


@given(st.text(alphabet="abdefghijklmnoprstuvåäö", min_size=12, max_size=40))
def test_no_part_is_left_alone(word):
    parts = hyphenated(word).split(SOFT)

    assert min(len(parts[0]), len(parts[-1])) >= LEAST
