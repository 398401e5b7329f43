"""What nobody should send, and somebody does."""

from __future__ import annotations

import random

from django.core.files.uploadedfile import SimpleUploadedFile

TEXTS = (
    "", " ", "\0", "a\0b", "\x0b\x0c", "\u0085\u2028\u2029", "\u202eoknab", "\u3164", "\u200b", "\ufeff", "\ud7ff\ue000", "👩‍💻",
    "e\u0301" * 40, "Åsa Ängström", "<script>alert(1)</script>", "{{ 7*7 }}", "' OR 1=1 --", "../../etc/passwd", "%00", "%s%s%n",
    "x" * 256, "å" * 4001, "9" * 5000, "null", "True", "[]", "{}",
)  # fmt: skip
NUMBERS = (
    "0",
    "-1",
    "1",
    "2147483648",
    "9223372036854775808",
    "1e999",
    "NaN",
    "Infinity",
    "٣",
    "½",
    "0x10",
    "1/0",
    "3.5",
    "3,5",
)
MOMENTS = (
    "2026-02-30", "2026-13-01T00:00", "0001-01-01T00:00", "9999-12-31T23:59", "10000-01-01T00:00", "2026-03-29T02:30", "2026-10-25T02:30",
    "2026-11-26T24:00", "26/11/2026", "T", "2026-11-26T12:00:00+14:00",
)  # fmt: skip
ADDRESSES = (
    "@", "a@b", "a" * 250 + "@example.org", "a@" + "b." * 120 + "org", "å@exämple.org", "a@xn--0.org", "a@example.org\0", "a@example.org, b@example.org",
    '"Ask, Eva" <e@example.org>', "\u200ba@example.org", "a+b@example.org",
)  # fmt: skip
CODES = (
    "000000",
    "123456",
    "12 34 56",
    "１２３４５６",
    "12\u201334\u201356",
    "Kvitto: ABCD",
    "٠١٢٣٤٥",
    "1" * 400,
)
EVERY = (*TEXTS, *NUMBERS, *MOMENTS, *ADDRESSES, *CODES)
FILES = (
    ("tom.png", b"", "image/png"),
    ("ingen.png", b"GIF89a" + bytes(60), "image/png"),
    ("fusk.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "image/svg+xml"),
    ("å" * 300 + ".jpg", b"\xff\xd8\xff\xe0" + bytes(200), "image/jpeg"),
    ("a\0b.png", b"\x89PNG\r\n\x1a\n" + bytes(40), "image/png"),
)


def strange_text(chance: random.Random) -> str:
    """One of the known traps, or any signs that a form can carry."""
    if chance.random() < 0.8:
        return chance.choice(EVERY)
    signs = [
        chance.choice((chance.randrange(0xD800), chance.randrange(0xE000, 0x110000)))
        for _ in range(12)
    ]
    return "".join(map(chr, signs))


def strange_file(chance: random.Random) -> SimpleUploadedFile:
    name, content, kind = chance.choice(FILES)
    return SimpleUploadedFile(name, content, kind)
