"""A field for a logo: taken in, made anew, without what it told about its maker and without what could act."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from award.programme.domain.filled import filled
from award.programme.domain.logos import clean_logo
from award.programme.domain.pictures import ACCEPT, MOST, PictureError


class LogoField(forms.FileField):
    """A picture or a drawing that is not too large; the value is what `clean_logo` makes of it, or what was there."""

    widget = forms.ClearableFileInput(attrs={"accept": f"{ACCEPT},image/svg+xml"})

    def __init__(self, **kwargs: Any) -> None:
        most = filled(
            _("SVG, PNG, WebP, AVIF or JPEG, at most %s. Empty margins are cut off."), MOST
        )
        words = {"label": _("Logo"), "help_text": most}
        super().__init__(**{"required": False, **words, **kwargs})

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if not data:
            return upload or ""
        try:
            return clean_logo(upload, size=upload.size)
        except PictureError as error:
            raise forms.ValidationError(str(error)) from None
