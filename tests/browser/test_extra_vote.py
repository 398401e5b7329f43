"""An extra vote in a browser: the desk's form, the front page, the paper, the result."""

from __future__ import annotations

import pytest

from tests.browser.acting import enter, keep, look
from tests.voting.results.deciding import two_of
from tests.voting.results.extra import decide_extra, two_categories, vote_in
from tests.voting.results.playing import CATEGORY, path

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [
    ("", "phone", "light"),
    ("/en", "desktop", "dark"),
    pytest.param("", "desktop", "light", marks=pytest.mark.nightly),
    pytest.param("/en", "phone", "dark", marks=pytest.mark.nightly),
]


@pytest.mark.parametrize(("prefix", "size", "scheme"), LOOKS)
def test_every_page_of_it_is_in_order(visit, prefix, size, scheme):
    edition = two_categories()
    organiser, _ = two_of(edition)
    desk, public = visit(size, scheme), visit(size, scheme)
    enter(desk, organiser)
    look(desk, prefix + path("desk_result_decision", edition, CATEGORY))
    desk.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    keep(desk, f"extra-form-{size}-{scheme}")
    round = decide_extra(edition)
    vote_in(round, {"anna": 1})

    for name in ("edition", "vote", "finalists", "result", "rules"):
        look(public, prefix + path(name, edition))
        keep(public, f"extra-{name}-{size}-{scheme}")
    for name, more in (
        ("desk_edition", ()),
        ("desk_results", ()),
        ("desk_extra_vote", (round.pk,)),
    ):
        look(desk, prefix + path(name, edition, *more))
        keep(desk, f"extra-{name}-{size}-{scheme}")
