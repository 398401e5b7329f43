"""Reasons that are chosen from a list are stored by a word of the program's, and read in the reader's language."""

import pytest
from django.template.loader import render_to_string

from award.log.domain.words import erasing_reasons
from award.people.models import Proposal
from tests.reading import squeezed


@pytest.mark.parametrize("stored", ["asked", "no_longer_needed", "wrong", "duty"])
def test_a_proposal_s_reason_is_told_in_words(stored):
    """The rules' public page said "Skäl: asked"."""
    told = render_to_string(
        "people/_what.html", {"proposal": Proposal(reason=stored), "sentences": []}
    )

    assert f"Skäl: {erasing_reasons()[stored]}" in squeezed(told)
    assert stored not in told


def test_a_reason_that_somebody_wrote_stays_as_it_was_written():
    told = render_to_string(
        "people/_what.html", {"proposal": Proposal(reason="Juryn bad om det."), "sentences": []}
    )

    assert "Skäl: Juryn bad om det." in squeezed(told)
