"""An award cannot have an address that leads elsewhere."""

import pytest
from django.urls import get_resolver
from django.urls.resolvers import RoutePattern, URLPattern

from award.programme.domain.reserved import is_reserved


def first_words() -> set[str]:
    """Every fixed word that some page's address begins with."""
    found, waiting = set(), [(get_resolver(), "")]
    while waiting:
        resolver, prefix = waiting.pop()
        for pattern in resolver.url_patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                if isinstance(pattern.pattern, RoutePattern) and "/" in route:
                    found.add(route.split("/")[0])
            else:
                waiting.append((pattern, route))
    return {word for word in found if word and "<" not in word and word != "dev"}


def test_every_word_that_a_page_begins_with_is_reserved():
    words = first_words()

    assert {"konto", "desk", "jury", "lofte", "tillganglighet"} <= words
    assert [word for word in sorted(words) if not is_reserved(word)] == []


@pytest.mark.parametrize("slug", ["en", "sv", "static", "media"])
def test_languages_and_folders_of_files_are_reserved(slug):
    assert is_reserved(slug)


@pytest.mark.parametrize("slug", ["arets-it-kvinna", "tillganglighetspriset", "konton"])
def test_other_names_are_free(slug):
    assert not is_reserved(slug)
