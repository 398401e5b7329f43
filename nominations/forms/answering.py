"""The nominee's own forms: each is signed, so that only she sends it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from award.mail.forms import CodeField
from award.programme.forms.texts import Lines, Name, OneLine
from nominations.domain.fixity import Fixity, fixity
from nominations.domain.more_time import can_ask_for_time
from nominations.domain.protecting import may_be_protected
from nominations.domain.signing import signs
from nominations.forms.ages import add_age, check_age
from nominations.forms.pictures import PortraitField
from nominations.models import Candidate, Wish
from nominations.models.lengths import LONGEST_PRESENTATION, LONGEST_WISH, NAME

TIME, OBJECT, REPLY = Wish.Kind.TIME.value, Wish.Kind.OBJECT.value, Wish.Kind.REPLY.value
FORGET, PROTECT = Wish.Kind.FORGET.value, "protect"


class SignedForm(forms.Form):
    """`proof` is how she shows that it is she: "browser" (no more is asked), "name" or "code".

    `typed` is what she had written when she asked for a code: it stands in the form again.
    """

    def __init__(
        self,
        *args: Any,
        candidate: Candidate,
        proof: str,
        typed: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        super().__init__(*args, **kwargs)
        self.is_begun = bool(typed)
        kept = typed or {}
        self.initial.update({name: kept[name] for name in self.fields if name in kept})
        self.candidate, self.proof = candidate, proof
        if proof == "name":
            self.fields["signature"] = OneLine(
                label=_("Sign with your name"),
                max_length=NAME,
                help_text=_(
                    "Write your name, so that we know that a person answers and no program."
                ),
                error_messages={"required": _("Write your name, as a signature.")},
                autocomplete="off",
            )
        if proof == "code":
            self.fields["code"] = CodeField()

    def clean_signature(self) -> str:
        signature: str = self.cleaned_data["signature"]
        if not signs(self.candidate, signature):
            raise forms.ValidationError(
                _("We have you under another name. Sign with a code instead: we mail it to you."),
                code="other_name",
            )
        return signature

    @property
    def needs_code(self) -> bool:
        """Whether the signature was another name, so that only a code helps."""
        return self.proof == "name" and self.has_error("signature", "other_name")


class AnswerForm(SignedForm):
    """Yes or no, and how she is to be presented, for as long as that can be changed."""

    name = Name(
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
    presentation = Lines(
        label=_("Your own presentation"),
        max_length=LONGEST_PRESENTATION,
        rows=4,
        required=False,
        help_text=_("If you like: a few sentences in your own words, published with your name."),
    )
    said = ("name", "title", "workplace", "presentation")

    def __init__(self, *args: Any, candidate: Candidate, **kwargs: Any) -> None:
        initial = {name: getattr(candidate, name) for name in self.said}
        super().__init__(*args, candidate=candidate, initial=initial, **kwargs)
        if fixity(candidate) is Fixity.OVER:
            for name in self.said:
                del self.fields[name]
        elif candidate.is_protected:
            del self.fields["workplace"]
        is_no = self.is_bound and "accept" not in self.data
        add_age(self, candidate, herself=True, required=not is_no)

    def clean(self) -> dict[str, Any]:
        """A no takes nothing but the button."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "accept" in self.data:
            check_age(self)
        return data

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.said if name in self.fields}


class PictureForm(SignedForm):
    """Her own picture."""

    portrait_file = PortraitField(label=_("Your picture"))
    portrait_alt = OneLine(
        label=_("What the picture shows, for those who cannot see it"),
        max_length=200,
        error_messages={"required": _("Say in a few words what the picture shows.")},
    )

    def clean_portrait_file(self) -> Any:
        picture = self.cleaned_data["portrait_file"]
        if not picture:
            raise forms.ValidationError(_("Choose a picture."))
        return picture


class MatterForm(SignedForm):
    """Something other than yes or no."""

    matter = forms.ChoiceField(
        label=_("What do you want?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you want.")},
    )
    text = Lines(
        label=_("What do you want to say to the organisers?"),
        max_length=LONGEST_WISH,
        rows=4,
        required=False,
    )
    public_name = Name(
        label=_("The name to stand under, if your identity is protected"),
        max_length=NAME,
        required=False,
        autocomplete="off",
    )

    def __init__(self, *args: Any, candidate: Candidate, **kwargs: Any) -> None:
        super().__init__(*args, candidate=candidate, **kwargs)
        if candidate.is_protected or not may_be_protected(candidate):
            del self.fields["public_name"]
        self.fields["matter"].choices = self._choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("matter") == PROTECT and not data.get("public_name"):
            self.add_error("public_name", _("Write the name that you want to stand under."))
        if data.get("matter") in {OBJECT, REPLY} and not data.get("text"):
            self.add_error("text", _("Write what you want to say."))
        if data.get("matter") == TIME and not data.get("text"):
            self.add_error("text", _("Write in a few words why you need more time."))
        return data

    def _choices(self) -> list[tuple[str, Any]]:
        found: list[tuple[str, Any]] = [
            (OBJECT, _("I object to something")),
            (FORGET, _("I want to be forgotten: leave me out, and erase what you have")),
        ]
        if can_ask_for_time(self.candidate) or self.data.get("matter") == TIME:
            found.insert(0, (TIME, _("I need more time to think")))
        if "public_name" in self.fields:
            found.append((PROTECT, _("I have a protected identity")))
        if self.candidate.ineligible_at:
            found.insert(0, (REPLY, _("I want to answer the ruling")))
        return found
