"""How much each address takes, and for how long: what is larger is refused before anybody reads it.

The table is read by whatever stands before Django (`award.site.front`) and, for any other server, by a
middleware. `deploy/Caddyfile` has the largest figure for all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

KB, MB = 1024, 1024 * 1024


@dataclass(frozen=True)
class Size:
    """`most` bytes, all of them within so many `seconds`."""

    most: int
    seconds: float


PICTURE = Size(24 * MB, 300.0)  # a picture of 20 MB over a bad line, and the form that it comes in
TEXTS = Size(1 * MB, 60.0)  # several long texts
FORM = Size(
    256 * KB, 30.0
)  # one long text, in letters that take four bytes, each written as twelve
FEW_WORDS = Size(64 * KB, 30.0)
# By the beginning of the address without its language; the first that fits.
PLACES = (
    (re.compile(r"/desk/"), PICTURE),
    (re.compile(r"/jury/"), TEXTS),
    (re.compile(r"/konto/"), FEW_WORDS),
    (re.compile(r"/[^/]+/\d+/svar/"), PICTURE),
    (re.compile(r"/[^/]+/\d+/rosta/"), FEW_WORDS),
)
LANGUAGE = re.compile(r"/en(?=/)")
LARGEST = PICTURE.most


def size_for(path: str) -> Size:
    """What the address takes."""
    plain = LANGUAGE.sub("", path, count=1)
    return next((size for place, size in PLACES if place.match(plain)), FORM)


def too_large(path: str) -> str:
    """In the language of the address: what happened, and what to do."""
    most = size_for(path).most
    amount = f"{most // MB} MB" if most >= MB else f"{most // KB} kB"
    if path.startswith("/en/"):
        return f"What you sent is larger than the {amount} that this page takes. Nothing was stored. Go back, and send less."
    return (
        f"Det du skickade är större än de {amount} som den här sidan tar emot. Inget har sparats. Gå tillbaka och "
        "skicka mindre."
    )
