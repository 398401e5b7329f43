"""What the log says in the reader's language."""

import pytest
from django.utils import translation

from award.log.domain.words import reason_words
from award.rules.domain.spelling import MENDED
from nominations.domain.erasing import UNTOLD
from nominations.domain.wishing import ASKED, ASKED_FOR


@pytest.mark.parametrize("reason", [MENDED, UNTOLD, ASKED, ASKED_FOR])
def test_a_reason_that_the_program_gave_is_read_in_both_languages(reason):
    with translation.override("sv"):
        swedish = reason_words(reason)
    with translation.override("en"):
        english = reason_words(reason)

    assert english == reason
    assert swedish != reason


@pytest.mark.parametrize("reason", ["Hon har gift sig.", "", "Changed"])
def test_what_somebody_wrote_stands_as_it_was_written(reason):
    with translation.override("sv"):
        assert reason_words(reason) == reason
