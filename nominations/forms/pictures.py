"""A field for a portrait: taken in, made anew, without what it told about its maker."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from award.programme.domain.filled import filled
from award.programme.domain.pictures import ACCEPT, MOST, PictureError, clean_picture


class PortraitField(forms.FileField):
    """A picture that is not too large; cleans to a WebP without metadata, or None."""

    widget = forms.FileInput(attrs={"accept": ACCEPT})

    def __init__(self, **kwargs: Any) -> None:
        help_text = filled(
            _("JPEG, PNG, WebP or AVIF, at most %s. Where it was taken is removed from it."), MOST
        )
        super().__init__(required=False, help_text=help_text, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            return clean_picture(upload, size=upload.size)
        except PictureError as error:
            raise forms.ValidationError(str(error)) from error
