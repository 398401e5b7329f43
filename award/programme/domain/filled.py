"""A text with something put in, in the language of whoever reads it."""

from __future__ import annotations

from typing import Any

from django.utils.functional import lazy


def _filled(text: Any, *values: Any) -> str:
    return str(text) % values


# `lazy_text % value` is worked out on the spot, in whatever language a module is imported in.
filled = lazy(_filled, str)
