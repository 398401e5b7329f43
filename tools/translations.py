"""Whether every text has Swedish, once, in the catalogue of the room whose code says it.

`python tools/translations.py` prints what is missing, what no code says any more, what stands twice
and what stands in another room's catalogue, and exits with 1 when there is anything. `--order` puts
each text where it belongs, in the order of the code, and leaves out what nothing says. A catalogue in
a folder that is no room's is emptied into those that are: so another branch's are taken in.

Without gettext: Django's own extraction, Babel and polib.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
KEYWORDS = {
    "gettext": None, "gettext_lazy": None, "_": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
}  # fmt: skip
PLACES = ("award", "nominations", "voting", "templates")
# From the lowest up: what several rooms say stands in the lowest of them.
ROOMS = (
    "programme", "log", "mail", "limits", "people", "rules", "desk", "nominations", "jury", "ballots", "results", "complaints", "rehearsal", "site",
)  # fmt: skip
SIGNING_IN = {"account", "allauth", "mfa", "socialaccount", "usersessions"}


@dataclass
class Catalogues:
    """Every entry by its text, with the folders it stands in; a folder of a room's comes first."""

    entries: dict[str, list[tuple[str, polib.POEntry]]] = field(default_factory=dict)

    @classmethod
    def read(cls, locale: Path) -> Catalogues:
        found = cls()
        paths = locale.glob("*/sv/LC_MESSAGES/django.po")
        for path in sorted(paths, key=lambda p: (p.parts[-4] not in ROOMS, p)):
            for entry in polib.pofile(str(path)):
                found.entries.setdefault(entry.msgid, []).append((path.parts[-4], entry))
        return found


def texts() -> dict[str, list[str]]:
    """Every text that people see, with the files that say it, in the order of the rooms."""
    found: dict[str, list[str]] = {}
    for text, path in sorted(_said(), key=lambda said: ROOMS.index(room_of(said[1]))):
        found.setdefault(text, []).append(path)
    return found


def room_of(path: str) -> str:
    """The room that a file of code or a template belongs to; the site's where it is nobody's."""
    parts = path.split("/")
    if parts[0] == "templates" and parts[1] in SIGNING_IN:
        return "people"
    folder = parts[0] if parts[0] == "nominations" else parts[1]
    folder = folder.removesuffix("_base.html")
    return folder if folder in ROOMS else "site"


def faults(said: dict[str, list[str]], held: Catalogues) -> Iterator[str]:
    """One line for each text that lacks Swedish, is not said, stands twice, or in the wrong room."""
    for text, paths in said.items():
        if not any(_is_done(entry) for _, entry in held.entries.get(text, [])):
            yield f"no Swedish: {paths[0]}: {text!r}"
    for text, standing in held.entries.items():
        rooms = [room for room, _ in standing]
        if text not in said:
            yield f"nothing says it: locale/{rooms[0]}: {text!r}"
        elif len(rooms) > 1:
            yield f"stands twice: locale/{', locale/'.join(rooms)}: {text!r}"
        elif rooms[0] != room_of(said[text][0]):
            yield f"belongs in locale/{room_of(said[text][0])}: locale/{rooms[0]}: {text!r}"


def order(said: dict[str, list[str]], held: Catalogues, locale: Path) -> None:
    """Write each room's catalogue anew, one line a text; of two entries the first is taken."""
    for path in locale.glob("*/sv/LC_MESSAGES/django.po"):
        path.unlink()
    for room in ROOMS:
        mine = [t for t, paths in said.items() if room_of(paths[0]) == room and t in held.entries]
        if mine:
            _write(
                locale / room / "sv/LC_MESSAGES/django.po", [held.entries[t][0][1] for t in mine]
            )


def _said() -> Iterator[tuple[str, str]]:
    for place in PLACES:
        for path in sorted((ROOT / place).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
                for _, message, _, _ in extract("python", io.BytesIO(_python(path)), KEYWORDS):
                    ids = message if isinstance(message, tuple) else (message,)
                    if ids[0]:
                        yield ids[0], str(path.relative_to(ROOT))


def _python(path: Path) -> bytes:
    """A template as Python that Babel can read: how its lines are indented means nothing there."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return source.encode()
    return "\n".join(line.strip() for line in templatize(source).splitlines()).encode()


def _is_done(entry: polib.POEntry) -> bool:
    """All plural forms of it, and not in doubt."""
    return all(list(entry.msgstr_plural.values()) or [entry.msgstr]) and not entry.fuzzy


def _write(path: Path, entries: list[polib.POEntry]) -> None:
    catalogue = polib.POFile(wrapwidth=10**6)
    catalogue.metadata = {
        "Project-Id-Version": "forebild",
        "Language": "sv",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    catalogue.extend(entries)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))


if __name__ == "__main__":
    if "--order" in sys.argv:
        order(texts(), Catalogues.read(LOCALE), LOCALE)
    lines = list(faults(texts(), Catalogues.read(LOCALE)))
    print("\n".join(lines) or "Every text is translated, once and in its room.")
    sys.exit(bool(lines))
