"""In which letters a request may be written: UTF-8 alone, as each of our pages is.

Django believes whatever a request calls itself, and reads it with that: with `base64` or `undefined`, which
are no letters, no form can be read.
"""

from __future__ import annotations

OURS = {"utf-8", "utf8", "us-ascii"}


def is_readable(content_type: str) -> bool:
    """Whether it names no letters but ours, and is written without those that RFC 2231 has for its parameters."""
    return all(map(_is_plain, content_type.split(";")[1:]))


def _is_plain(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    name = name.strip().lower()
    return "*" not in name and (name != "charset" or value.strip(" \t\"'").lower() in OURS)


def unreadable(path: str) -> str:
    """In the language of the address: what happened, and what to do."""
    if path.startswith("/en/"):
        return "What you sent is not written in UTF-8, which this page reads alone. Nothing was stored. Send it in UTF-8."
    return "Det du skickade är inte skrivet i UTF-8, som är det enda den här sidan läser. Inget har sparats. Skicka det i UTF-8."
