"""Put every style sheet in order, as `ruff format` does with Python.

Run as `python tools/stylesheets.py`; with `--check` it changes nothing, names what is out of order
and exits with 1 when there is any.
"""

from __future__ import annotations

import sys
from pathlib import Path

import cssbeautifier

ROOT = Path(__file__).resolve().parent.parent / "static" / "css"
OPTIONS = cssbeautifier.default_options()
OPTIONS.indent_size = 2
OPTIONS.end_with_newline = True
OPTIONS.space_around_combinator = True


def in_order(text: str) -> str:
    """One declaration a line, one empty line between rules."""
    return str(cssbeautifier.beautify(text, OPTIONS))


def main(*, check: bool) -> int:
    """How many sheets were (or, when only checking, are) out of order."""
    found = [sheet for sheet in sorted(ROOT.rglob("*.css")) if _is_out_of_order(sheet)]
    for sheet in found:
        print(
            f"{sheet.relative_to(ROOT)} {'is out of order: make format' if check else 'put in order'}"
        )
        if not check:
            sheet.write_text(in_order(sheet.read_text(encoding="utf-8")), encoding="utf-8")
    return len(found)


def _is_out_of_order(sheet: Path) -> bool:
    text = sheet.read_text(encoding="utf-8")
    return text != in_order(text)


if __name__ == "__main__":
    checking = "--check" in sys.argv[1:]
    sys.exit(1 if main(check=checking) and checking else 0)
