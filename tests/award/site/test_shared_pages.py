"""Pages that are the same for everybody come from memory, and nobody is shown what is over or somebody else's."""

from __future__ import annotations

import threading
from datetime import timedelta
from http.cookies import SimpleCookie
from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from award.programme.domain.calendar import calendar
from award.programme.models import Organisation
from award.programme.views.sharing import ATTRIBUTE, share
from award.site import shared_pages
from award.site.shared_pages import LARGEST, MOST, Page, SharedPages, SharedPagesMiddleware
from nominations.models import Entry
from tests.factories import get_round, make_edition, make_entry, make_organiser
from tests.time_travel import rewrite_announcement, rewrite_window, stopped_clock

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
EVERYBODYS = ["edition", "finalists", "rules", "result", "privacy"]


@pytest.fixture
def now(monkeypatch, settings):
    """The process's clock, which stands still until a test moves it."""
    settings.SHARED_PAGE_SECONDS = 1.0
    moment = SimpleNamespace(at=1000.0)
    monkeypatch.setattr(shared_pages, "time", SimpleNamespace(monotonic=lambda: moment.at))
    return moment


@pytest.fixture
def anybody(now):
    """A browser without cookies; its handler is the process."""
    return Client()


@pytest.fixture
def edition():
    edition = make_edition("vote")
    make_entry(edition, "vote")
    return edition


def place(edition, name="edition", language="sv"):
    with translation.override(language):
        return reverse(name, args=[edition.award.slug, edition.year])


def finalists_in(text):
    """In the order in which the page links to them."""
    slugs = Entry.objects.values_list("candidate__slug", flat=True)
    return sorted(slugs, key=lambda slug: text.index(f'#{slug}"'))


def asked(client, path, **headers):
    """The answer, and how many statements it took."""
    with CaptureQueriesContext(connection) as statements:
        answer = client.get(path, headers=headers)
    return answer, len(statements)


@pytest.mark.parametrize("name", EVERYBODYS)
def test_second_visitor_within_a_second_costs_the_database_nothing(anybody, edition, name):
    first, made = asked(anybody, place(edition, name))
    again, shown = asked(anybody, place(edition, name))

    assert (first.status_code, first.content) == (200, again.content)
    assert made > 0
    assert shown == 0


@pytest.mark.parametrize("path", ["/lofte/", "/tillganglighet/"])
def test_pages_about_the_platform_too(anybody, path):
    asked(anybody, path)

    assert asked(anybody, path)[1] == 0


def test_after_a_second_the_page_is_made_anew(now, edition):
    client = Client()
    client.get(place(edition))
    Organisation.objects.update(name="Ett annat namn")
    now.at += 0.99
    within = client.get(place(edition)).text
    now.at += 0.01

    assert "Ett annat namn" not in within
    assert "Ett annat namn" in client.get(place(edition)).text


@pytest.mark.parametrize("moves", ["announce_at", "closes_at"])
def test_nothing_is_shown_past_the_next_moment_of_its_calendar(now, edition, moves):
    soon = timezone.now() + timedelta(seconds=0.4)
    if moves == "announce_at":
        rewrite_announcement(edition, soon)
    else:
        rewrite_window(get_round(edition, "vote"), closes_at=soon)
    client = Client()
    client.get(place(edition))
    Organisation.objects.update(name="Ett annat namn")
    now.at += 0.4

    assert "Ett annat namn" in client.get(place(edition)).text


def test_time_is_counted_from_before_the_page_read_its_clock(now, settings):
    """A page that took long to make is shown for so much less."""

    def slow(request):
        now.at += 0.9
        return share(HttpResponse("it"))

    memory = SharedPagesMiddleware(slow)
    memory(RequestFactory().get("/"))
    now.at += 0.1

    assert memory.memory.get(("http", "", "/")) is None


def test_a_made_up_edition_is_never_shared(anybody):
    edition = make_edition("vote", is_made_up=True)
    answer = share(HttpResponse(), edition, calendar(edition))

    assert getattr(answer, ATTRIBUTE) == 0
    asked(anybody, place(edition))
    assert asked(anybody, place(edition))[1] > 0


def test_whoever_is_signed_in_is_shown_her_own_and_nobody_else_is(anybody, edition):
    anybody.force_login(make_organiser(edition))
    signed_in, browser = anybody.cookies, anybody

    hers = browser.get(place(edition))
    browser.cookies = SimpleCookie()
    everybodys = browser.get(place(edition))
    browser.cookies = signed_in
    again = browser.get(place(edition))

    assert "Mina sidor" in hers.text
    assert "Mina sidor" not in everybodys.text
    assert "Mina sidor" in again.text
    assert "no-store" in again.headers["Cache-Control"]


def test_a_browser_that_has_voted_is_not_shown_everybodys_page(now, edition, settings):
    client = Client()
    client.get(place(edition))
    client.cookies[settings.VOTES_COOKIE_NAME] = "x"

    assert asked(client, place(edition))[1] > 0


def test_the_number_that_orders_the_ballot_paper_changes_no_public_page(anybody, edition, settings):
    everybodys = anybody.get(place(edition))
    anybody.cookies[f"{settings.ORDER_COOKIE_PREFIX}1"] = "5"

    again, statements = asked(anybody, place(edition))

    assert (again.content, statements) == (everybodys.content, 0)


@pytest.mark.parametrize("name", ["edition", "finalists"])
def test_when_the_hour_turns_a_browser_that_has_the_page_is_given_the_new_order(now, edition, name):
    make_entry(edition, "vote")
    client, path = Client(), place(edition, name)
    turn = calendar(edition).now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=2)
    with stopped_clock(turn - SECOND):
        before = client.get(path)
        still = client.get(path, headers={"If-None-Match": before["ETag"]})
    now.at += 1

    with stopped_clock(turn):
        after = client.get(path, headers={"If-None-Match": before["ETag"]})

    assert (still.status_code, after.status_code) == (304, 200)
    assert finalists_in(after.text) == finalists_in(before.text)[::-1]
    assert after["ETag"] != before["ETag"]


def test_languages_stay_apart(anybody, edition):
    swedish, english = place(edition), place(edition, language="en")

    texts = {anybody.get(path).text for path in (swedish, english, swedish, english)}

    assert len(texts) == 2
    assert '<html lang="en"' in anybody.get(english).text


def test_what_a_browser_would_rather_read_changes_no_page(anybody, edition):
    """The address says the language, for one visitor as for the next."""
    first = anybody.get(place(edition), headers={"accept-language": "en"})
    second = anybody.get(place(edition), headers={"accept-language": "sv"})

    assert first.text == second.text
    assert '<html lang="sv"' in first.text


def test_hosts_and_schemes_stay_apart(now, edition, settings):
    settings.ALLOWED_HOSTS = ["a.example", "b.example"]
    client = Client()
    client.get(place(edition), headers={"host": "a.example"})

    assert asked(client, place(edition), host="b.example")[1] > 0
    assert asked(client, place(edition), host="c.example")[0].status_code == 400


@pytest.mark.parametrize("more", ["?a=1", "?x"])
def test_an_address_with_a_query_is_made_each_time(now, edition, more):
    client = Client()
    client.get(place(edition) + more)

    assert asked(client, place(edition) + more)[1] > 0


def test_a_browser_that_has_the_page_is_told_that_it_is_the_same(now, edition):
    client = Client()
    first = client.get(place(edition))
    same = client.get(place(edition), headers={"if-none-match": first.headers["ETag"]})
    Organisation.objects.update(name="Ett annat namn")
    now.at += 1
    other = client.get(place(edition), headers={"if-none-match": first.headers["ETag"]})

    assert (first.headers["Cache-Control"], "Expires" in first.headers) == ("no-cache", False)
    assert (same.status_code, same.content, same.headers["ETag"]) == (
        304,
        b"",
        first.headers["ETag"],
    )
    assert (other.status_code, other.headers["ETag"] != first.headers["ETag"]) == (200, True)


def test_what_every_answer_says_stands_on_a_page_from_memory(anybody, edition):
    first, again = anybody.get(place(edition)), anybody.get(place(edition))

    for name in ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Vary"):
        assert again.headers[name] == first.headers[name]


@pytest.mark.parametrize("name", ["nominate", "vote"])
def test_a_page_with_a_form_of_ones_own_is_nobody_elses(anybody, name):
    edition = make_edition("nomination" if name == "nominate" else "vote")
    if name == "vote":
        make_entry(edition, "vote")
    pages = set()
    for _ in range(2):
        anybody.cookies = SimpleCookie()
        pages.add(anybody.get(place(edition, name)).text)

    assert len(pages) == 2


@pytest.mark.parametrize(
    "spoil",
    [
        lambda answer: answer.set_cookie("x", "1"),
        lambda answer: setattr(answer, "status_code", 404),
        lambda answer: answer.headers.__setitem__("Vary", "Origin"),
        lambda answer: answer.write("x" * LARGEST),
        lambda answer: delattr(answer, ATTRIBUTE),
    ],
    ids=["sets a cookie", "is not there", "varies by what is not looked at", "is large", "says nothing"],
)  # fmt: skip
def test_what_is_not_everybodys_is_not_kept(now, spoil):
    made = []

    def view(request):
        made.append(1)
        answer = share(HttpResponse("it"))
        spoil(answer)
        return answer

    memory = SharedPagesMiddleware(view)
    for _ in range(2):
        memory(RequestFactory().get("/"))

    assert len(made) == 2


def test_memory_holds_so_many_and_lets_the_one_go_that_nobody_asks_for(now):
    memory, page = SharedPages(), Page(b"it", (), '"it"', until=2000.0)
    for number in range(MOST):
        memory.put(("http", "", str(number)), page)
    memory.get(("http", "", "0"))
    memory.put(("http", "", "one more"), page)

    assert memory.get(("http", "", "0"))
    assert memory.get(("http", "", "1")) is None


def test_of_many_who_ask_at_once_one_makes_the_page_and_the_others_wait_for_it(now):
    made, begun, go = [], threading.Event(), threading.Event()

    def slow(request):
        made.append(1)
        begun.set()
        go.wait(20)
        return share(HttpResponse("it"))

    memory = SharedPagesMiddleware(slow)
    go.set()
    memory(RequestFactory().get("/"))
    go.clear(), begun.clear(), made.clear()
    now.at += 1
    threads = [threading.Thread(target=memory, args=[RequestFactory().get("/")]) for _ in range(8)]
    for thread in threads:
        thread.start()
    begun.wait(20)
    go.set()
    for thread in threads:
        thread.join(20)

    assert len(made) == 1


def test_in_tests_of_everything_else_nothing_is_kept(client, edition):
    client.get(place(edition))

    assert asked(client, place(edition))[1] > 0
