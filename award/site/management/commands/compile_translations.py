"""`manage.py compile_translations`: .po into .mo without gettext."""

from __future__ import annotations

import gettext
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import trans_real


class Command(BaseCommand):
    help = (
        "Compile every catalogue that is newer than its compiled form; forget those that are gone."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        locale = Path(settings.BASE_DIR) / "locale"
        for compiled in locale.glob("*/*/LC_MESSAGES/django.mo"):
            if not compiled.with_suffix(".po").exists():
                compiled.unlink()  # its catalogue has moved, and these words would be found first
        for source in sorted(locale.glob("*/*/LC_MESSAGES/django.po")):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                polib.pofile(str(source)).save_as_mofile(str(target))
        _forget()


def _forget() -> None:
    """This process has read catalogues when they were not there: it reads them anew."""
    gettext._translations.clear()  # type: ignore[attr-defined]
    trans_real._translations.clear()  # type: ignore[attr-defined]
    trans_real._default = None  # type: ignore[attr-defined]
