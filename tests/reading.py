"""Reading a page as a browser does: how its source is broken into lines means nothing."""

from __future__ import annotations

import re


def squeezed(source: str) -> str:
    """The source with every run of white space as one space, and none beside a tag's brackets."""
    text = re.sub(r"\s+", " ", source)
    return re.sub(r" ?(<[^>]*>) ?", r"\1", text)
