"""What everybody sees of an award."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control

from award.domain.calendar import calendar
from award.domain.colours import stylesheet
from award.domain.rulebook import frozen_at, is_frozen, rule_book_in_force
from award.domain.rulehistory import proposed_version, rule_history
from award.domain.ruletext import rule_sections
from award.models import Award, Edition, RuleBook
from award.stages import HERO, MIDDLE, stages
from award.views.access import public_edition


def front(request: HttpRequest) -> HttpResponse:
    """The awards of this installation; the newest edition at once when there is only one award."""
    editions = Edition.objects.public().filter(is_rehearsal=False).with_calendar()
    newest = {e.award_id: e for e in editions.order_by("year")}
    if len(newest) == 1:
        edition = next(iter(newest.values()))
        return redirect("edition", edition.award.slug, edition.year)
    context = {"editions": sorted(newest.values(), key=lambda e: e.award.name_sv)}
    return render(request, "award/public/front.html", context)


def award_page(request: HttpRequest, award: str) -> HttpResponse:
    """The newest public edition of an award."""
    edition = Edition.objects.public().filter(award__slug=award).newest_first().first()
    if edition is None:
        raise Http404
    return redirect("edition", award, edition.year)


def edition(request: HttpRequest, award: str, year: int) -> HttpResponse:
    """The front page of an edition: what it is for, what happens when, who stands behind it."""
    found = public_edition(award, year)
    now = calendar(found)
    sections = sorted(
        (s for stage in stages() for s in stage.sections(found, now)), key=lambda s: s.order
    )
    actions = [stage.action(found, now) for stage in stages()]
    context = {
        "edition": found,
        "calendar": now,
        "action": next((a for a in actions if a), None),
        "face": next((s for s in sections if s.order == HERO), None),
        "first": [s for s in sections if HERO < s.order < MIDDLE],
        "later": [s for s in sections if s.order >= MIDDLE],
        "partners": found.partners.all(),
    }
    return render(request, "award/public/edition.html", context)


def rules(request: HttpRequest, award: str, year: int) -> HttpResponse:
    """The rule book in plain words, how it came to be, and how to check that it stands."""
    found = public_edition(award, year)
    book = _book_in_force(found)
    context = {
        "edition": found,
        "sections": rule_sections(found, book),
        "versions": rule_history(found),
        "proposed": proposed_version(found),
        "freezes_at": frozen_at(found),
        "frozen": is_frozen(found, calendar(found).now),
        "file_name": _file_name(book),
    }
    return render(request, "award/public/rules.html", context)


def rules_json(request: HttpRequest, award: str, year: int) -> HttpResponse:
    """The rule book itself, in the very bytes that were hashed."""
    return _as_file(_book_in_force(public_edition(award, year)))


def rules_version_json(request: HttpRequest, award: str, year: int, version: int) -> HttpResponse:
    """A version that holds, has held or waits, in the very bytes that were hashed."""
    books = public_edition(award, year).rule_books.filter(declined_at=None)
    return _as_file(get_object_or_404(books, version=version))


def _book_in_force(edition: Edition) -> RuleBook:
    try:
        return rule_book_in_force(edition)
    except RuleBook.DoesNotExist:
        raise Http404 from None


def _as_file(book: RuleBook) -> HttpResponse:
    response = HttpResponse(book.canonical(), content_type="application/json")
    response["X-Content-SHA256"] = book.sha256
    response["Content-Disposition"] = f'attachment; filename="{_file_name(book)}"'
    return response


def _file_name(book: RuleBook) -> str:
    return f"rules-{book.edition.award.slug}-{book.edition.year}-v{book.version}.json"


@cache_control(public=True, max_age=3600)
def colours(request: HttpRequest, award: str) -> HttpResponse:
    """The award's colours as a stylesheet, kept readable in light and dark."""
    found = Award.objects.filter(slug=award).first()
    if found is None:
        raise Http404
    return HttpResponse(stylesheet(found.colour, found.accent), content_type="text/css")


def promises(request: HttpRequest) -> HttpResponse:
    """How the count works, what is promised and what is not."""
    return render(request, "award/public/promises.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "award/public/accessibility.html")
