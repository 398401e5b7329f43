"""What organisers write about a candidate, and note of what she has said."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from award.people.domain.witnessing import OutsideWitness
from award.people.forms.witness import WitnessFields
from award.people.models import Person
from award.programme.cleaning.ordering import words_in_order
from award.programme.forms.moments import ZonedMoment
from award.programme.forms.texts import Lines, Name, OneLine, field_for
from nominations.domain.fixity import Fixity, fixity
from nominations.forms.ages import add_age, check_age
from nominations.forms.pictures import PortraitField
from nominations.models import Candidate, Wish
from nominations.models.lengths import LONGEST, LONGEST_ANSWER, LONGEST_REASON, NAME


class ByTwoForm(WitnessFields):
    """What is put before a second person; where there is none, `alone`, a witness may be named."""

    def __init__(self, data: Any = None, *, prefix: str, alone: bool) -> None:
        super().__init__(data, prefix=prefix)
        self.alone = alone
        if not alone:
            del self.fields["witness_name"], self.fields["witness_email"]

    def witness(self) -> OutsideWitness | None:
        return super().witness() if "witness_name" in self.fields else None


class CandidateForm(forms.ModelForm):
    """What organisers may change about a candidate; of a finalist with a reason that everybody sees."""

    name = Name(label=_("Name"), max_length=NAME)
    title = OneLine(label=_("Title"), max_length=NAME, required=False)
    workplace = OneLine(label=_("Workplace"), max_length=NAME, required=False)
    motivation_sv = Lines(
        label=_("Motivation in Swedish"),
        max_length=LONGEST,
        rows=5,
        required=False,
        help_text=_("The organisers’ own words, also in the mail that asks the nominee."),
    )
    motivation_en = Lines(
        label=_("Motivation in English"), max_length=LONGEST, rows=5, required=False
    )
    portrait_file = PortraitField(label=_("Portrait"))
    portrait_alt = OneLine(
        label=_("What the portrait shows, for those who cannot see it"),
        max_length=200,
        required=False,
    )
    reason = OneLine(
        label=_("Why is it changed?"),
        max_length=300,
        required=False,
        help_text=_("This is a finalist: what is changed, and why, is shown to everybody."),
    )

    class Meta:
        model = Candidate
        fields = (
            "name", "title", "workplace", "email", "motivation_sv", "motivation_en", "portrait_alt",
        )  # fmt: skip
        labels = {"email": _("E-mail address")}
        formfield_callback = field_for

    field_order = (*Meta.fields[:-1], "portrait_file", "portrait_alt", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if fixity(self.instance) is Fixity.FREE:
            del self.fields["reason"]
        if self.instance.is_protected:
            for name in ("workplace", "email", "portrait_file", "portrait_alt"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        has_portrait = data.get("portrait_file") or self.instance.portrait
        if has_portrait and not data.get("portrait_alt"):
            self.add_error("portrait_alt", _("Say in a few words what the portrait shows."))
        return data

    def also_shown(self) -> dict[str, Any]:
        """The picture, which no field of the form holds."""
        return {"portrait": self.instance.portrait}

    def changes(self) -> dict[str, str]:
        """What is said of her now, by field."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.fields}


class ToldForm(forms.Form):
    """How somebody was told of the nomination without our mail."""

    how = OneLine(
        label=_("How?"),
        error_messages={"required": _("Write how the nominee was told.")},
        max_length=300,
        help_text=_("For example: by telephone on Monday. Kept in the log."),
    )


class NotedForm(ByTwoForm):
    """A yes or a no that she has given to an organiser; with a witness where a no takes one."""

    answer = forms.ChoiceField(
        label=_("What was the answer?"),
        choices=[("yes", _("Yes, takes part")), ("no", _("No, does not take part"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    how = OneLine(
        label=_("How?"),
        error_messages={"required": _("Write how the answer was given.")},
        max_length=300,
        help_text=_("For example: by telephone. Kept in the log, with your name."),
    )
    field_order = (
        "answer", "how", "at", "age", "guardian", "guardian_agrees", "witness_name", "witness_email",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, candidate: Candidate, alone: bool) -> None:
        super().__init__(data, prefix="noted", alone=alone)
        zone = candidate.edition.zone
        self.fields["at"] = ZonedMoment(label=_("When was the answer given?"), zone=zone)
        is_no = self["answer"].value() == "no"
        add_age(self, candidate, herself=False, required=not is_no)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("answer") == "yes":
            check_age(self)
        return data


class RulingForm(ByTwoForm):
    """Which rule shuts her out, and why."""

    rule = OneLine(
        label=_("Which rule?"),
        max_length=300,
        error_messages={"required": _("Say which rule it is.")},
        help_text=_("In the words of the rules. Everybody can read it, so name nobody."),
    )
    reason = Lines(
        label=_("Why does it apply?"),
        max_length=LONGEST_REASON,
        rows=3,
        error_messages={"required": _("Say why the rule applies.")},
        help_text=_("The candidate is told it, and everybody can read it: name nobody."),
    )
    field_order = ("rule", "reason", "witness_name", "witness_email")

    def __init__(self, data: Any = None, *, alone: bool) -> None:
        super().__init__(data, prefix="ruling", alone=alone)


class LetInForm(ByTwoForm):
    """Why a ruling is taken back."""

    reason = OneLine(
        label=_("Why is the ruling taken back?"),
        max_length=300,
        error_messages={"required": _("Say why the ruling is taken back.")},
        help_text=_("Everybody can read it: name nobody."),
    )
    field_order = ("reason", "witness_name", "witness_email")

    def __init__(self, data: Any = None, *, alone: bool) -> None:
        super().__init__(data, prefix="letin", alone=alone)


class ProtectForm(forms.Form):
    """The name that she stands under, and who beside you may know who she is."""

    public_name = Name(
        label=_("The name to stand under"),
        max_length=NAME,
        error_messages={"required": _("Write the name that you have been given.")},
    )
    second_keeper = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label=_("Who else may know who it is?"),
        error_messages={"required": _("Choose one organiser beside you.")},
    )

    def __init__(self, data: Any = None, *, others: list[Person]) -> None:
        super().__init__(data, prefix="protect")
        people = Person.objects.filter(pk__in=[p.pk for p in others]).order_by(
            words_in_order("name"), "pk"
        )
        self.fields["second_keeper"].queryset = people  # type: ignore[attr-defined]


class WishForm(forms.Form):
    """An organiser's answer to what a nominee asks; `latest`: until when more time can be given."""

    answer = Lines(
        label=_("Your answer to the nominee"), max_length=LONGEST_ANSWER, rows=3, required=False
    )

    def __init__(self, data: Any = None, *, wish: Wish, latest: datetime | None = None) -> None:
        super().__init__(data, auto_id=f"wish-{wish.pk}-%s")
        self.wish = wish
        if wish.kind == Wish.Kind.TIME and latest:
            self.fields["until"] = ZonedMoment(
                label=_("More time, until when?"),
                zone=wish.candidate.edition.zone,
                required=False,
                initial=latest,
            )
            self.order_fields(("until", "answer"))


class EraseForm(ByTwoForm):
    """Why what is left of somebody is erased; with a witness where it takes one."""

    reason = OneLine(
        label=_("Why?"),
        max_length=300,
        error_messages={"required": _("Write why: the log keeps it. Name nobody.")},
    )
    field_order = ("reason", "witness_name", "witness_email")

    def __init__(self, data: Any = None, *, alone: bool) -> None:
        super().__init__(data, prefix="erase", alone=alone)
