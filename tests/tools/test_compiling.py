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


def test_what_is_compiled_of_a_catalogue_that_is_gone_goes_too(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    folder = tmp_path / "locale" / "gone" / "sv" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.mo").write_bytes(b"")

    call_command("compile_translations")

    assert list(folder.iterdir()) == []
