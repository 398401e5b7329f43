"""What is drawn of an award's name and colours: its sheet of colours, its field, its monograms."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import cache_control

from award.programme.domain.colours import stylesheet
from award.programme.domain.facets import facets
from award.programme.domain.monograms import CUTS, is_monogram, monogram
from award.programme.models import Award

HOUR = 3600  # seconds: so long may a change of the colours take to be seen everywhere
SVG = "image/svg+xml; charset=utf-8"
CSS = "text/css; charset=utf-8"
GROUND = ':root {{\n  --facets: url("{}");\n}}\n'


@cache_control(public=True, max_age=HOUR)
def colours(request: HttpRequest, award: str) -> HttpResponse:
    """The award's colours as a stylesheet, kept readable in light and dark, and where its field is."""
    found = get_object_or_404(Award, slug=award)
    sheet = stylesheet(found.colour, found.accent) + GROUND.format(reverse("facets", args=[award]))
    return HttpResponse(sheet, content_type=CSS)


@cache_control(public=True, max_age=HOUR)
def field(request: HttpRequest, award: str) -> HttpResponse:
    """The field of facets that is the ground of the award's moments."""
    found = get_object_or_404(Award, slug=award)
    return HttpResponse(facets(found.name_sv, found.colour, found.accent), content_type=SVG)


@cache_control(public=True, max_age=HOUR)
def initials(request: HttpRequest, award: str, letters: str, cut: int) -> HttpResponse:
    """Initials in the award's crystal; `-` for a stone without letters."""
    found = get_object_or_404(Award, slug=award)
    text = letters.strip("-")
    if not is_monogram(text) or cut >= CUTS:
        raise Http404
    return HttpResponse(monogram(text, cut, found.colour, found.accent), content_type=SVG)
