"""Swedish personal identity numbers in what somebody has typed: nobody here needs one."""

from __future__ import annotations

import re
from datetime import date

TAKEN_OUT = "[…]"
# Six or eight digits of a date, perhaps parted, perhaps a sign, four digits. A coordination number has 60 more in the day.
# Dashes as keyboards, word processors and web pages have them.
_DASHES = r"\-\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
_NUMBER = re.compile(
    rf"(?<![\d{_DASHES}])(?:18|19|20)?\d{{2}}[\s./{_DASHES}]?\d{{2}}[\s./{_DASHES}]?\d{{2}}"
    rf"\s?[{_DASHES}+/_.]?\s?\d{{2}}\s?\d{{2}}(?![\d{_DASHES}])"
)
_COORDINATION = 60


def personal_numbers(text: str) -> list[str]:
    """As they were typed, in order: those whose date is one, and whose last digit is right (Luhn)."""
    return [match.group() for match in _NUMBER.finditer(text) if _is_one(match.group())]


def without_personal_numbers(text: str) -> str:
    """The text with a mark in the place of each."""
    for number in personal_numbers(text):
        text = text.replace(number, TAKEN_OUT)
    return text


def _is_one(typed: str) -> bool:
    digits = "".join(filter(str.isdigit, typed))[-10:]
    return _is_day(digits[:6]) and _luhn(digits)


def _is_day(digits: str) -> bool:
    """In some century: 29 February is a day in 2000."""
    month, day = int(digits[2:4]), int(digits[4:])
    day -= _COORDINATION if day > _COORDINATION else 0
    for century in (1900, 2000):
        try:
            date(century + int(digits[:2]), month, day)
        except ValueError:
            continue
        return True
    return False


def _luhn(digits: str) -> bool:
    doubled = (int(d) * (2 - i % 2) for i, d in enumerate(digits))
    return sum(n // 10 + n % 10 for n in doubled) % 10 == 0
