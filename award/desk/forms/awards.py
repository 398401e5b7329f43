"""Forms for an organisation and for an award: names, texts, colours, logo."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.programme.domain.reserved import is_reserved
from award.programme.forms.free_text import FreeText
from award.programme.forms.pictures import LogoField
from award.programme.forms.texts import Slug, WebAddress, field_for
from award.programme.models import Award, Organisation
from award.programme.models.organisation import MOST_COMPLAINT_DAYS


class OrganisationForm(forms.ModelForm):
    """What the organisation is called, and where people reach it."""

    website = WebAddress(label=gettext_lazy("Web address"), required=False)

    class Meta:
        model = Organisation
        formfield_callback = field_for
        fields = (
            "name",
            "email",
            "website",
            "registration_number",
            "postal_address",
            "data_contact",
            "is_authority",
            "complaints_to",
            "complaints_email",
            "complaint_days",
        )
        labels = {
            "name": gettext_lazy("Name"),
            "email": gettext_lazy("E-mail address"),
            "registration_number": gettext_lazy("Registration number"),
            "postal_address": gettext_lazy("Postal address"),
            "data_contact": gettext_lazy("Whom to ask about personal data"),
            "is_authority": gettext_lazy("This is an authority"),
            "complaints_to": gettext_lazy("Who receives complaints"),
            "complaints_email": gettext_lazy("Where complaints are mailed"),
        }
        help_texts = {
            "email": gettext_lazy("Stands at the foot of every page: people write there for help."),
            "data_contact": gettext_lazy(
                "The data protection officer, where there is one. Empty: the organisation's own address."
            ),
            "is_authority": gettext_lazy(
                "What is sent in can then be a public record. The pages say so, name another legal ground, and "
                "nothing that is not sent is kept on the server."
            ),
            "complaints_to": gettext_lazy(
                "Somebody who did not decide is best. Nobody named: the organisation itself."
            ),
            "complaints_email": gettext_lazy("Empty: the organisation's own address."),
        }

    complaint_days = forms.IntegerField(
        label=gettext_lazy("Days after an announcement in which one may complain"),
        min_value=1,
        max_value=MOST_COMPLAINT_DAYS,
        help_text=gettext_lazy("Stands on the page for complaints."),
    )


class AwardForm(forms.ModelForm):
    """The award's words, colours and logo."""

    logo = LogoField()

    class Meta:
        model = Award
        formfield_callback = field_for
        fields = (
            "name_sv", "name_en", "tagline_sv", "tagline_en", "purpose_sv", "purpose_en", "colour", "accent", "logo",
        )  # fmt: skip
        labels = {
            "name_sv": gettext_lazy("Name in Swedish"),
            "name_en": gettext_lazy("Name in English"),
            "tagline_sv": gettext_lazy("One sentence in Swedish"),
            "tagline_en": gettext_lazy("One sentence in English"),
            "purpose_sv": gettext_lazy("What it is for, in Swedish"),
            "purpose_en": gettext_lazy("What it is for, in English"),
            "colour": gettext_lazy("Colour"),
            "accent": gettext_lazy("Second colour"),
        }
        help_texts = {
            "purpose_sv": gettext_lazy("Shown to everybody. A blank line starts a new paragraph."),
            "purpose_en": gettext_lazy("Where there is no English, Swedish is shown."),
            "colour": gettext_lazy("Made darker or lighter where it could not be read otherwise."),
        }
        widgets = {
            "purpose_sv": FreeText(attrs={"rows": 6}),
            "purpose_en": FreeText(attrs={"rows": 6}),
            "colour": forms.TextInput(attrs={"type": "color"}),
            "accent": forms.TextInput(attrs={"type": "color"}),
        }


class NewAwardForm(AwardForm):
    """A new award: whose it is, and its address."""

    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisation"), queryset=Organisation.objects.none(), empty_label=None
    )
    slug = Slug(
        label=gettext_lazy("Address"),
        max_length=50,
        required=False,
        widget=forms.TextInput(attrs={"data-slug-of": "name_sv"}),
        help_text=gettext_lazy(
            "Small letters, digits and hyphens, such as arets-it-kvinna. Empty: made of the name. It stays for ever."
        ),
    )

    class Meta(AwardForm.Meta):
        fields = ("organisation", "slug", *AwardForm.Meta.fields)  # type: ignore[assignment]

    field_order = ("organisation", "name_sv", "name_en", "slug")

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.queryset = organisations  # type: ignore[attr-defined]
        field.initial = organisations.first()

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"]) or slugify(self.cleaned_data.get("name_sv", ""))
        if not slug:
            raise forms.ValidationError(_("Give the address: the name has no letters for one."))
        if is_reserved(slug):
            raise forms.ValidationError(_("That address is needed by the platform itself."))
        return slug
