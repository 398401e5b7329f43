"""Catalogues compiled by a process that had looked for them in vain."""

import pytest
from django.core.management import call_command
from django.utils import translation
from django.utils.translation import gettext, trans_real


@pytest.fixture
def nothing_found():
    """As on a fresh clone: Swedish was asked for, and there was no catalogue."""
    known = dict(trans_real._translations)
    trans_real._translations["sv"] = trans_real.DjangoTranslation("sv", domain="nowhere")
    translation.activate("sv")
    yield
    trans_real._translations.update(known)
    translation.activate("sv")


def test_what_was_not_there_is_read_once_it_is_compiled(nothing_found):
    before = gettext("Vote")

    call_command("compile_translations")
    translation.activate("sv")

    assert (before, gettext("Vote")) == ("Vote", "Rösta")
