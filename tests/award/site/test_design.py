"""The page of the design exists in development alone."""

import pytest

from award.site.views.design import AWARDS, NAMES, TOKENS

PATHS = ("/design/", "/design/field-0.svg", "/design/stone-0.svg")


@pytest.mark.parametrize("path", PATHS)
def test_nothing_of_it_is_there_outside_development(client, db, path):
    assert client.get(path).status_code == 404


def test_page_shows_every_token_and_every_state(client, db, settings):
    settings.DEBUG = True

    text = client.get("/design/").text

    assert all(f"var(--{token})" in text for token in TOKENS)
    assert text.count("field--wrong") >= 5
    for state in ("note--good", "note--warn", "note--bad", "disabled", "button--quiet"):
        assert state in text


@pytest.mark.parametrize(("kind", "count"), [("field", len(AWARDS)), ("stone", len(NAMES))])
def test_its_drawings_are_there_and_no_others(client, db, settings, kind, count):
    settings.DEBUG = True

    found = [client.get(f"/design/{kind}-{n}.svg").status_code for n in range(count + 1)]

    assert found == [200] * count + [404]
    assert client.get("/design/else-0.svg").status_code == 404
