"""Everything that can be wrong with what people type about nominees."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from award.mail.forms import CodeField
from award.programme.domain.languages import words_of
from award.programme.domain.pictures import PictureError, clean_picture
from award.programme.models import Category, Edition
from nominations.botcheck import StartedField, TrapField, new_submission, suspect
from nominations.domain.submitting import Wording
from nominations.fields import Lines, OneLine, SubmissionKey
from nominations.models import Candidate, Nomination

SHORTEST, LONGEST = 40, 4000
NAME, ADDRESS = 120, 254


class CategoryChoice(forms.ModelChoiceField):
    """Named in the reader's language."""

    def label_from_instance(self, obj: Category) -> str:
        return words_of(obj, "name")


class NominationForm(forms.Form):
    """The public form; `website` and `started` are for telling programs from people."""

    submission = SubmissionKey()
    started = StartedField()
    category = CategoryChoice(
        queryset=Category.objects.none(), label=_("Category"), widget=forms.RadioSelect
    )
    nominee_name = OneLine(
        label=_("Who do you nominate?"),
        error_messages={"required": _("Write who you nominate.")},
        max_length=NAME,
        help_text=_("First name and surname."),
        autocomplete="off",
    )
    nominee_workplace = OneLine(
        label=_("Workplace"),
        max_length=NAME,
        required=False,
        help_text=_("Employer, school or association, if you know."),
        autocomplete="off",
    )
    nominee_email = forms.EmailField(
        label=_("How can we reach the person you nominate?"),
        max_length=ADDRESS,
        required=False,
        help_text=_(
            "An e-mail address, if you have one. We ask before anything is published. "
            "If you put yourself forward, write your own."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    motivation = Lines(
        label=_("Why?"),
        error_messages={"required": _("Write a few sentences about why.")},
        max_length=LONGEST,
        min_length=SHORTEST,
        rows=8,
        help_text=_(
            "Tell us what the person has done and what it has meant. A few sentences are enough: "
            "from 40 to 4,000 characters."
        ),
    )
    nominator_name = OneLine(
        label=_("Your name"),
        max_length=NAME,
        autocomplete="name",
        error_messages={"required": _("Write your name.")},
    )
    nominator_email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=ADDRESS,
        error_messages={"required": _("Write your address, and we mail a code there.")},
        help_text=_("We send a code there, so that you can confirm. It is not published."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = TrapField()

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        categories = edition.categories.all()
        self.fields["category"].queryset = categories  # type: ignore[attr-defined]
        if len(categories) == 1:
            self.fields["category"].widget = forms.HiddenInput()
            self.fields["category"].disabled = True
            self.initial["category"] = categories[0].pk
        for name, value in new_submission().items():
            self.initial.setdefault(name, value)

    def suspicion(self) -> str:
        """A `Nomination.Suspicion`, or nothing. It never stops anybody."""
        return suspect(trap=self.cleaned_data["website"], started=self.cleaned_data["started"])

    def wording(self) -> Wording:
        """What was filled in, without the parts that are not the nominator's words."""
        data = self.cleaned_data
        return Wording(**{name: data[name] for name in Wording.__dataclass_fields__})

    def typed(self) -> list[tuple[str, str]]:
        """What stands in each field, valid or not, for keeping."""
        fields = [field for field in self if not field.is_hidden and field.name != "category"]
        return [(str(f.label), str(f.value())) for f in fields if f.value()]


class AcceptForm(forms.Form):
    """As somebody new, or as a candidate there is."""

    candidate = forms.ModelChoiceField(
        queryset=Candidate.objects.none(),
        label=_("Candidate"),
        required=False,
        empty_label=_("Somebody new"),
        error_messages={
            "invalid_choice": _("That candidate is no longer there. Look at the list again.")
        },
    )
    tell_nominator = forms.BooleanField(
        label=_("Thank the nominator by mail"), required=False, initial=True
    )

    def __init__(self, data: Any = None, *, edition: Edition) -> None:
        super().__init__(data, prefix="accept")
        known = Candidate.objects.filter(edition=edition).order_by("name")
        self.fields["candidate"].queryset = known  # type: ignore[attr-defined]


class RejectForm(forms.Form):
    """The reason stays with the organisers.

    The nominator has confirmed by a code and waits for an answer, so she is told unless the organiser
    says otherwise; what a program may have sent is not answered unless he does.
    """

    reason = Lines(
        label=_("Why is it rejected?"),
        error_messages={"required": _("Write why: the log keeps it.")},
        max_length=1000,
        rows=3,
        help_text=_("Kept in the log. Nobody outside the organisers sees it."),
    )
    tell_nominator = forms.BooleanField(
        label=_("Tell the nominator by mail that it goes no further"), required=False
    )

    def __init__(self, data: Any = None, *, nomination: Nomination) -> None:
        super().__init__(data, initial={"tell_nominator": not nomination.suspicion})


class CandidateForm(forms.ModelForm):
    """What organisers may change about a candidate."""

    name = OneLine(label=_("Name"), max_length=NAME)
    title = OneLine(label=_("Title"), max_length=NAME, required=False)
    workplace = OneLine(label=_("Workplace"), max_length=NAME, required=False)
    motivation_sv = Lines(
        label=_("Motivation in Swedish"), max_length=LONGEST, rows=5, required=False
    )
    motivation_en = Lines(
        label=_("Motivation in English"), max_length=LONGEST, rows=5, required=False
    )
    portrait_file = forms.FileField(
        label=_("Portrait"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("JPEG, PNG or WebP, at most 8 MB. Where it was taken is removed from it."),
    )
    portrait_alt = OneLine(
        label=_("What the portrait shows, for those who cannot see it"),
        max_length=200,
        required=False,
    )

    class Meta:
        model = Candidate
        fields = (
            "name", "title", "workplace", "email", "motivation_sv", "motivation_en", "portrait_alt",
        )  # fmt: skip
        labels = {"email": _("E-mail address")}

    field_order = (*Meta.fields[:-1], "portrait_file", "portrait_alt")

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
        has_portrait = data.get("portrait_file") or self.instance.portrait
        if has_portrait and not data.get("portrait_alt"):
            self.add_error("portrait_alt", _("Say in a few words what the portrait shows."))
        return data

    def changes(self) -> dict[str, str]:
        """What is said of her now, by field."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class AnswerForm(forms.Form):
    """The nominee's own answer."""

    name = OneLine(
        label=_("Your name"),
        max_length=NAME,
        autocomplete="name",
        error_messages={"required": _("Write your name.")},
    )
    title = OneLine(
        label=_("Your title"), max_length=NAME, required=False, autocomplete="organization-title"
    )
    workplace = OneLine(
        label=_("Where you work"), max_length=NAME, required=False, autocomplete="organization"
    )
    code = CodeField()


class ToldForm(forms.Form):
    """How somebody was told of the nomination without our mail."""

    how = OneLine(
        label=_("How?"),
        error_messages={"required": _("Write how she was told.")},
        max_length=300,
        help_text=_("For example: by telephone on Monday. Kept in the log."),
    )


class MergeForm(forms.Form):
    """Which candidate is really the same person."""

    fold = forms.ModelChoiceField(queryset=Candidate.objects.none(), label=_("The same person as"))
    reason = OneLine(label=_("Why are they the same person?"), max_length=300)

    def __init__(self, data: Any = None, *, keep: Candidate) -> None:
        super().__init__(data, prefix="merge")
        others = Candidate.objects.filter(edition=keep.edition).exclude(pk=keep.pk)
        self.fields["fold"].queryset = others.order_by("name")  # type: ignore[attr-defined]
