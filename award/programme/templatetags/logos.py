"""Logos on pages, each as large to the eye as the others."""

from __future__ import annotations

from typing import Any

from django import template
from django.db.models.fields.files import FieldFile

from award.programme.domain.logos import optical_size

register = template.Library()


@register.inclusion_tag("components/_logo.html")
def logo(file: FieldFile, *, part: float = 1.0) -> dict[str, Any]:
    """`{% logo partner.logo %}`; `part` of the usual size. Its name stands beside it, so it says nothing itself."""
    width, height = optical_size(file.name or "")
    return {"url": file.url, "width": round(width * part), "height": round(height * part)}
