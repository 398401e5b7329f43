"""Make the web fonts from the families' own files, and the figures of their fall-backs.

Run as `python tools/fonts.py SOURCES`, in an environment with `fonttools[woff,pathops]`, where SOURCES
holds the unpacked npm packages `@fontsource-variable/fraunces` and
`@fontsource-variable/schibsted-grotesk` (both OFL, both 5.3.0) side by side.

Each family comes in three parts: what Swedish and English need, the rest of Western Europe, and the
rest of Latin Europe; a browser fetches the last two for the names that need them. Fraunces keeps one
axis: it grows lighter and finer as it grows larger. Schibsted Grotesk keeps its weights, and the
kerning of the middle one for all of them (half the file would be kerning).
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools import subset
from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, SourceDescriptor
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.removeOverlaps import removeOverlaps
from fontTools.varLib import build, instancer

ROOT = Path(__file__).resolve().parent.parent
LETTERS = ROOT / "award" / "programme" / "domain" / "letters.json"
CUT = 64  # the optical size of letters that are cut in crystal
INITIALS = [chr(c) for c in (*range(0x41, 0x5B), *range(0xC0, 0xDF)) if c != 0xD7]
TARGET = ROOT / "static" / "fonts"
HOME = (
    {chr(c) for c in range(0x20, 0x7F)}
    | set("åäöÅÄÖéÉèÈüÜæøÆØáàçñíóúëêïôß–—’‘“”»«…−→←×§©°")
    | set("\u00a0\u00ad·\u2011\u202f\u2060")
)
HEADINGS = HOME - set("#$<>@[]\\^_`{|}~«»×§°→←−©*+=\u202f")
WEST = {chr(c) for c in range(0xC0, 0x100)} - HOME
EAST = {chr(c) for c in range(0x100, 0x180)} | set("ȘșȚțẞ")
PARTS = {"": ("latin", HOME), "-west": ("latin", WEST), "-east": ("latin-ext", EAST)}
FEATURES = ["kern", "liga", "ccmp", "mark", "locl", "lnum", "tnum"]
# The design of the family (its optical size and weight) at our smallest and largest size in pixels.
SMALL, LARGE = (28, 430, 18), (144, 320, 80)
# The mean width of a letter, in parts of an em, of what a reader has in the meantime
# (`@capsizecss/metrics` 4, and DejaVu's own files), for the same letters as ours below.
FALLBACKS = {
    "text": {
        "Arial": 913 / 2048,
        "Roboto": 911 / 2048,
        "DejaVu Sans": 1046 / 2048,
    },
    "display": {
        "Georgia": 913 / 2048,
        "Noto Serif": 481 / 1000,
        "Times New Roman": 832 / 2048,
    },
}
OURS = {"text": 954 / 2048, "display": 938 / 2000}  # the families as they come, from the same list
HEADING = 64  # pixels: the size whose jump would be seen
SAMPLE = (
    "Årets kvinna i Linnéregionen är den som får andra att tro att det går. The winner of the year"
)


def main(sources: Path) -> None:
    """Write the six files and print the figures."""
    for part, (script, letters) in PARTS.items():
        _write(_text(sources, script, letters), TARGET / f"text{part}.woff2")
        _write(
            _display(sources, script, letters - (HOME - HEADINGS)), TARGET / f"display{part}.woff2"
        )
    _write_letters(sources)
    _tell("text", TTFont(TARGET / "text.woff2"), 1.0)
    narrower = _narrowing(next(sources.rglob("fraunces-latin-opsz-normal.woff2")))
    _tell("display", TTFont(TARGET / "display.woff2"), narrower)


def _write_letters(sources: Path) -> None:
    """The outlines of capitals, in thousandths of an em with y downwards, for the monograms."""
    path = next(sources.rglob("fraunces-latin-opsz-normal.woff2"))
    font = _master(path, set(INITIALS), CUT, 400)
    removeOverlaps(font)
    glyphs, known, em = font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm
    made = {}
    for letter in INITIALS:
        pen = SVGPathPen(glyphs, ntos=lambda n: str(round(n * 1000 / em)))
        turned = TransformPen(pen, (1, 0, 0, -1, 0, 0))
        glyphs[known[ord(letter)]].draw(turned)
        made[letter] = [round(font["hmtx"][known[ord(letter)]][0] * 1000 / em), pen.getCommands()]
    LETTERS.write_text(json.dumps(made, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def _narrowing(path: Path) -> float:
    """How much narrower the heading is than the family as it comes."""
    ours = instancer.instantiateVariableFont(TTFont(TARGET / "display.woff2"), {"opsz": HEADING})
    return _width(ours) / _width(TTFont(path))


def _width(font: TTFont) -> float:
    letters = font.getBestCmap()
    return sum(font["hmtx"][letters[ord(c)]][0] for c in SAMPLE) / font["head"].unitsPerEm


def _tell(family: str, font: TTFont, narrowing: float) -> None:
    """The descriptors of each fall-back: as wide as ours, and a line as high (CSS Fonts 5, 6)."""
    em = font["head"].unitsPerEm
    for name, width in FALLBACKS[family].items():
        size = OURS[family] * narrowing / width
        up, down = font["hhea"].ascent / em / size, -font["hhea"].descent / em / size
        print(f"{name}: size-adjust {size:.2%}; ascent {up:.2%}; descent {down:.2%}")


def _text(sources: Path, script: str, letters: set[str]) -> TTFont:
    path = next(sources.rglob(f"schibsted-grotesk-{script}-wght-normal.woff2"))
    middle = instancer.instantiateVariableFont(_cut(path, letters), {"wght": 450})
    font = instancer.instantiateVariableFont(_cut(path, letters), {"wght": (400, 700)})
    for table in ("GPOS", "GDEF"):
        if table in middle:
            font[table] = middle[table]
    _coarsen(font)
    return font


def _coarsen(font: TTFont) -> None:
    """Kerning in steps of a hundredth of an em: a sixth of a pixel in running text, a tenth of the file."""
    step = font["head"].unitsPerEm / 100
    for lookup in font["GPOS"].table.LookupList.Lookup if "GPOS" in font else ():
        for table in lookup.SubTable:
            for value in _pairs(getattr(table, "ExtSubTable", table)):
                if value is not None and hasattr(value, "XAdvance"):
                    value.XAdvance = round(round(value.XAdvance / step) * step)


def _pairs(table: object) -> list[object]:
    if getattr(table, "Format", 0) == 1 and hasattr(table, "PairSet"):
        return [each.Value1 for pairs in table.PairSet for each in pairs.PairValueRecord]
    if hasattr(table, "Class1Record"):
        return [two.Value1 for one in table.Class1Record for two in one.Class2Record]
    return []


def _display(sources: Path, script: str, letters: set[str]) -> TTFont:
    path = next(sources.rglob(f"fraunces-{script}-opsz-normal.woff2"))
    space = DesignSpaceDocument()
    axis = AxisDescriptor(tag="opsz", name="Optical size")
    axis.minimum = axis.default = SMALL[2]
    axis.maximum = LARGE[2]
    space.addAxis(axis)
    with TemporaryDirectory() as folder:
        for size, weight, pixels in (SMALL, LARGE):
            master = Path(folder) / f"{size}.ttf"
            _master(path, letters, size, weight).save(master)
            space.addSource(
                SourceDescriptor(
                    path=str(master), location={"Optical size": pixels}, familyName="Fraunces"
                )
            )
        return build(space)[0]


def _master(path: Path, letters: set[str], size: int, weight: int) -> TTFont:
    font = instancer.instantiateVariableFont(_cut(path, letters), {"opsz": size, "wght": weight})
    font.flavor = None
    del font["STAT"]
    return font


def _cut(path: Path, letters: set[str]) -> TTFont:
    """The font with these letters alone, read anew: instancing needs every table as it is saved."""
    font = TTFont(path)
    known = font.getBestCmap()
    options = subset.Options(layout_features=FEATURES, hinting=False, notdef_outline=True)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(c) for c in letters if ord(c) in known])
    cutter.subset(font)
    saved = io.BytesIO()
    font.save(saved)
    saved.seek(0)
    return TTFont(saved)


def _write(font: TTFont, path: Path) -> None:
    font.flavor = "woff2"
    font.save(path)
    print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
