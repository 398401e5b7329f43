"""In development: a page of everything that pages are made of, in all its states."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from award.programme.domain.facets import facets
from award.programme.domain.monograms import cut_of, initials, monogram
from award.programme.forms.addresses import Address
from award.programme.forms.texts import Lines, Name, OneLine

TOKENS = (
    "paper", "sheet", "tint", "ink", "quiet", "line", "edge", "link", "action", "award", "accent", "good",
    "warn", "bad", "deep", "raised", "rich", "metal", "hush",
)  # fmt: skip
SIZES = ("s-2", "s-1", "s0", "s1", "s2", "s3", "s4")
# Made-up awards that are hard on a palette: dark, light, without hue, and the house's own.
AWARDS = (
    ("Förebild", "#7a1f3d", "#c98a2b"),
    ("Glasrikets pris", "#0b3d2e", "#ff7f50"),
    ("Årets uppfinning", "#ffd400", "#0057b7"),
    ("Tidningspriset", "#777777", "#333333"),
    ("Havspriset", "#1f3a7a", "#e0b040"),
    ("Blomsterpriset", "#d81b60", "#00897b"),
)
NAMES = ("Anna-Karin Ek", "Åsa Öberg", "Wilhelmina Mwamba", "Ida", "Łucja Żak", "田中")


class Fields(forms.Form):
    """One field of each kind."""

    name = Name(label=_("Your name"), max_length=120, help_text=_("First name and surname."))
    email = Address(label=_("Your e-mail address"), required=False)
    why = Lines(label=_("Why?"), max_length=4000)
    number = forms.IntegerField(label=_("Year"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("1", _("Organiser")), ("2", _("Partner"))])
    points = forms.ChoiceField(
        label=_("Points"), choices=[(n, n) for n in range(1, 6)], widget=forms.RadioSelect
    )
    colour = OneLine(
        label=_("Colour"), max_length=7, widget=forms.TextInput(attrs={"type": "color"})
    )
    picture = forms.FileField(label=_("Picture"), required=False)
    agree = forms.BooleanField(label=_("Yes"), required=False)


def design(request: HttpRequest) -> HttpResponse:
    """Nothing of the kind exists outside development."""
    _only_in_development()
    context = {
        "tokens": TOKENS,
        "sizes": SIZES,
        "awards": AWARDS,
        "names": NAMES,
        "fresh": Fields(auto_id="fresh_%s", initial={"colour": "#7a1f3d"}),
        "refused": Fields({"email": "anna@", "colour": "#c98a2b"}, auto_id="refused_%s"),
    }
    return render(request, "site/design.html", context)


def drawing(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """The field of one of the awards, or the stone of one of the names in the first award's colours."""
    _only_in_development()
    drawn = {"field": _fields, "stone": _stones}.get(kind, list)()
    if number >= len(drawn):
        raise Http404
    return HttpResponse(drawn[number], content_type="image/svg+xml; charset=utf-8")


def _fields() -> list[str]:
    return [facets(*award) for award in AWARDS]


def _stones() -> list[str]:
    _, award, accent = AWARDS[0]
    return [monogram(initials(name), cut_of(name), award, accent) for name in NAMES]


def _only_in_development() -> None:
    if not settings.DEBUG:
        raise Http404
