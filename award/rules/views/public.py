"""The rules that everybody can read."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from award.people.domain.reading_proposals import public_proposals
from award.programme.domain.calendar import calendar
from award.programme.models import Edition
from award.programme.views.access import public_edition
from award.programme.views.sharing import share
from award.rules.domain.books import rule_book_in_force
from award.rules.domain.document import FORMATS
from award.rules.domain.freezing import frozen_at, is_frozen
from award.rules.domain.history import public_versions, rule_history
from award.rules.domain.notices import beside_the_rules, notices
from award.rules.domain.proposing import proposed_changes, waiting_change
from award.rules.domain.schema import rules_schema
from award.rules.domain.words import rule_sections
from award.rules.models import RuleBook


def rules(request: HttpRequest, award: str, year: int) -> HttpResponse:
    """The rule book in plain words, how it came to be, and how to check that it stands."""
    found = public_edition(award, year)
    book = _book_in_force(found)
    frozen = is_frozen(found)
    moments = calendar(found)
    waiting, now = waiting_change(found), moments.now
    context = {
        "edition": found,
        "notices": [*notices(found, now=now), *beside_the_rules(found, now=now)],
        "sections": rule_sections(found, book),
        "versions": rule_history(found),
        "proposed": waiting,
        "changes": proposed_changes(waiting) if waiting else (),
        "proposals": public_proposals(found),
        "freezes_at": frozen_at(found),
        "calendar": moments,
        "frozen": frozen,
        "file_name": _file_name(book),
        "schema_number": FORMATS.index(book.rules["format"]) + 1,
    }
    return share(render(request, "rules/public.html", context), found, moments)


def rules_json(request: HttpRequest, award: str, year: int) -> HttpResponse:
    """The rule book itself, in the very bytes that were hashed."""
    return _as_file(_book_in_force(public_edition(award, year)))


def rules_version_json(request: HttpRequest, award: str, year: int, version: int) -> HttpResponse:
    """The version in force or one since the freeze, in the very bytes that were hashed."""
    books = public_versions(public_edition(award, year))
    return _as_file(get_object_or_404(books, version=version))


def schema(request: HttpRequest, number: int) -> HttpResponse:
    """A format of rule books as a JSON Schema."""
    if number not in range(1, len(FORMATS) + 1):
        raise Http404
    schema = rules_schema(FORMATS[number - 1])
    answer = JsonResponse(schema, json_dumps_params={"indent": 2, "ensure_ascii": False})
    answer["Content-Type"] = "application/schema+json"
    return answer


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
