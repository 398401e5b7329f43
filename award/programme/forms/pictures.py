"""A field for a logo: taken in, made anew, without what it told about its maker."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from award.programme.domain.filled import filled
from award.programme.domain.pictures import ACCEPT, MOST, PictureError, clean_picture


class LogoField(forms.FileField):
    """A picture that is not too large; the value is a WebP without metadata, or what was there."""

    widget = forms.ClearableFileInput(attrs={"accept": ACCEPT})

    def __init__(self, **kwargs: Any) -> None:
        most = filled(_("JPEG, PNG, WebP or AVIF, at most %s."), MOST)
        words = {"label": _("Logo"), "help_text": most}
        super().__init__(**{"required": False, **words, **kwargs})

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if not data:
            return upload or ""
        try:
            return clean_picture(upload, size=upload.size)
        except PictureError as error:
            raise forms.ValidationError(str(error)) from None
