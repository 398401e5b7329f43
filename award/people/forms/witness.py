"""What a witness types, and how one is named."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from award.people.domain.witnessing import OutsideWitness
from award.programme.forms.addresses import Address
from award.programme.forms.texts import Name


class WitnessFields(forms.Form):
    """Fields for a form that proposes something, where nobody can second it."""

    witness_name = Name(label=gettext_lazy("Name of the witness"), max_length=120, required=False)
    witness_email = Address(
        label=gettext_lazy("E-mail address of the witness"),
        required=False,
        help_text=gettext_lazy(
            "Somebody outside the organisation, who gets a mail and confirms. The name is shown to all, the address to nobody."
        ),
    )

    def witness(self) -> OutsideWitness | None:
        """Whom the form names, if anybody."""
        name, email = self.cleaned_data["witness_name"], self.cleaned_data["witness_email"]
        return OutsideWitness(name=name, email=email) if name or email else None

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("witness_name")) != bool(cleaned.get("witness_email")):
            missing = "witness_email" if cleaned.get("witness_name") else "witness_name"
            if missing not in self.errors:
                self.add_error(missing, gettext_lazy("A witness has both a name and an address."))
        return cleaned
