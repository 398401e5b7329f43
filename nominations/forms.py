"""Everything that can be wrong with what people type about nominees."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from award.domain.pictures import PictureError, clean_picture
from award.models import Category, Edition
from nominations.domain.submitting import Wording
from nominations.models import Candidate

SHORTEST, LONGEST = 40, 4000
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class OneLine(forms.CharField):
    """A single line: characters that steer a terminal, a header or the direction of text are refused."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if text and (CONTROL.search(text) or "\n" in text):
            raise forms.ValidationError(_("Write plain text on one line."))
        return " ".join(text.split())


class NominationForm(forms.Form):
    """The public form; `website` is a trap that people never see."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    category = forms.ModelChoiceField(
        queryset=Category.objects.none(), label=_("Category"), widget=forms.RadioSelect
    )
    nominee_name = OneLine(label=_("Who do you nominate?"), max_length=120)
    nominee_workplace = OneLine(
        label=_("Where does she work?"),
        max_length=120,
        required=False,
        help_text=_("The employer, school or association, if you know."),
    )
    nominee_email = forms.EmailField(
        label=_("How can we reach her?"),
        required=False,
        help_text=_("Her e-mail address, if you have it. We ask her before anything is published."),
    )
    motivation = forms.CharField(
        label=_("Why should she be chosen?"),
        min_length=SHORTEST,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Tell us what she has done and what it has meant. A few sentences are enough."),
    )
    nominator_name = OneLine(label=_("Your name"), max_length=120)
    nominator_email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send a code there so that you can confirm. It is not published."),
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        categories = edition.categories.all()
        self.fields["category"].queryset = categories  # type: ignore[attr-defined]
        if len(categories) == 1:
            self.fields["category"].widget = forms.HiddenInput()
            self.initial["category"] = categories[0].pk
        self.initial.setdefault("submission", uuid.uuid4())

    def wording(self) -> Wording:
        """What was filled in, without the parts that are not the nominator's words."""
        data = self.cleaned_data
        return Wording(**{name: data[name] for name in Wording.__dataclass_fields__})


class CodeForm(forms.Form):
    """Six digits from a mail; spaces and dashes between them do no harm."""

    code = forms.CharField(
        label=_("The code from the mail"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code"}
        ),
        error_messages={"required": _("Type the six digits from the mail.")},
    )

    def clean_code(self) -> str:
        code = re.sub(r"[\s-]", "", self.cleaned_data["code"])
        if not re.fullmatch(r"[0-9]{6}", code):
            raise forms.ValidationError(_("The code is six digits: look in the mail."))
        return code


class RejectForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it rejected?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept in the log. Nobody outside the organisers sees it."),
    )


class CandidateForm(forms.ModelForm):
    """What organisers may change about a candidate."""

    portrait_file = forms.FileField(
        label=_("Portrait"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("JPEG, PNG or WebP, at most 8 MB. Where it was taken is removed from it."),
    )

    class Meta:
        model = Candidate
        fields = (
            "name",
            "title",
            "workplace",
            "email",
            "motivation_sv",
            "motivation_en",
            "portrait_alt",
        )
        labels = {
            "name": _("Name"),
            "title": _("Title"),
            "workplace": _("Workplace"),
            "email": _("E-mail address"),
            "motivation_sv": _("Motivation in Swedish"),
            "motivation_en": _("Motivation in English"),
            "portrait_alt": _("What the portrait shows, for those who cannot see it"),
        }
        widgets = {
            "motivation_sv": forms.Textarea(attrs={"rows": 5}),
            "motivation_en": forms.Textarea(attrs={"rows": 5}),
        }

    def clean_portrait_file(self) -> Any:
        upload = self.cleaned_data["portrait_file"]
        if not upload:
            return None
        try:
            return clean_picture(upload, size=upload.size)
        except PictureError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("portrait_file") and not data.get("portrait_alt"):
            self.add_error("portrait_alt", _("Say in a few words what the portrait shows."))
        return data


class AnswerForm(forms.Form):
    """The nominee's own answer."""

    name = OneLine(label=_("Your name"), max_length=120)
    title = OneLine(label=_("Your title"), max_length=120, required=False)
    workplace = OneLine(label=_("Where you work"), max_length=120, required=False)
    code = CodeForm.base_fields["code"]

    clean_code = CodeForm.clean_code


class MergeForm(forms.Form):
    """Which candidate is really the same person."""

    fold = forms.ModelChoiceField(queryset=Candidate.objects.none(), label=_("The same person as"))
    reason = forms.CharField(label=_("Why are they the same person?"), max_length=300)

    def __init__(self, *args: Any, keep: Candidate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Candidate.objects.filter(edition=keep.edition).exclude(pk=keep.pk)
        self.fields["fold"].queryset = others.order_by("name")  # type: ignore[attr-defined]
