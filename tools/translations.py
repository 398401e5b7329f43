"""Which texts have no Swedish yet? Without gettext: Django's own extraction, Babel and polib.

Run as `python tools/translations.py`; prints every missing text with the file it stands in, and
exits with 1 when there is one.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {
    "gettext": None, "gettext_lazy": None, "_": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2),
}  # fmt: skip
PLACES = ("award", "nominations", "voting", "templates")


def texts() -> Iterator[tuple[str, str]]:
    """Every text that people see, with the file it stands in."""
    for place in PLACES:
        for path in sorted((ROOT / place).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
                for _, message, _, _ in extract("python", io.BytesIO(_python(path)), KEYWORDS):
                    ids = message if isinstance(message, tuple) else (message,)
                    yield ids[0], str(path.relative_to(ROOT))


def translated() -> set[str]:
    """Every text that has Swedish words, all plural forms of it, and is not in doubt."""
    found: set[str] = set()
    for catalogue in (ROOT / "locale").glob("*/sv/LC_MESSAGES/django.po"):
        for entry in polib.pofile(str(catalogue)):
            words = list(entry.msgstr_plural.values()) or [entry.msgstr]
            if all(words) and not entry.fuzzy:
                found.add(entry.msgid)
    return found


def missing() -> list[tuple[str, str]]:
    known = translated()
    seen: dict[str, str] = {}
    for text, path in texts():
        if text and text not in known:
            seen.setdefault(text, path)
    return list(seen.items())


def _python(path: Path) -> bytes:
    """A template as Python that Babel can read: how its lines are indented means nothing there."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return source.encode()
    return "\n".join(line.strip() for line in templatize(source).splitlines()).encode()


if __name__ == "__main__":
    gaps = missing()
    for text, path in gaps:
        print(f"{path}: {text!r}")
    sys.exit(1 if gaps else 0)
