"""Small screens and large text: nothing sticks out sideways, and no word is cut."""

from __future__ import annotations

import pytest

from tests.factories import make_candidate, make_edition, make_entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONGEST = (
    "Wilhelmina Sjövallsdotter-Karlströmsson",
    "Anna-Karin Vedelsbäck Hjortronblomster",
    "Bartholomea Österskärsfältsgård",
)
PATHS = ("", "finalister/", "rosta/", "kvitto/", "regler/", "nominera/", "resultat/")
TOO_WIDE = """() => [...document.querySelectorAll("main *, header *, footer *")].filter((e) => {
  const box = e.getBoundingClientRect();
  const scrolled = e.closest(".scroll, .faces, table, .hidden, .skip");
  return !scrolled && box.width && (box.right > innerWidth + 1 || box.left < -1);
}).map((e) => e.outerHTML.slice(0, 120))"""


def voting():
    edition = make_edition("vote", categories=1)
    award = edition.award
    award.name_sv = "Verksamhetsutvecklingspriset i Linnéregionens näringslivsorganisationer"
    award.save()
    for name in LONGEST:
        candidate = make_candidate(
            edition, name, title="säkerhetsansvarig verksamhetsutvecklare", workplace="Glasriket"
        )
        make_entry(edition, "vote", candidate=candidate)
    return edition


@pytest.mark.parametrize(
    ("width", "size"), [(320, "100%"), (390, "200%"), (640, "400%"), (1280, "400%")]
)
def test_nothing_sticks_out_with_the_longest_names(visit, width, size):
    edition = voting()
    watched = visit("phone")
    watched.page.set_viewport_size({"width": width, "height": 900})

    for path in PATHS:
        watched.page.goto(f"{watched.site}/{edition.award.slug}/{edition.year}/{path}")
        watched.page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", size)
        over = watched.page.evaluate("document.documentElement.scrollWidth - innerWidth")

        assert (over, watched.page.evaluate(TOO_WIDE)) == (0, []), path


def test_every_face_has_the_same_room(visit):
    edition = voting()
    watched = visit("desktop")

    for path in ("", "finalister/", "rosta/"):
        watched.page.goto(f"{watched.site}/{edition.award.slug}/{edition.year}/{path}")
        sizes = watched.page.evaluate(
            "[...document.querySelectorAll('main .face')].map((e) => "
            "[Math.round(e.clientWidth), Math.round(e.clientHeight)])"
        )

        assert len(sizes) == len(LONGEST)
        assert len({tuple(size) for size in sizes}) == 1
        assert sizes[0][1] / sizes[0][0] == pytest.approx(1.25, abs=0.02)


def test_letters_are_our_own_and_only_those_that_are_needed(visit):
    """No file for the rest of Latin Europe until a name asks for it."""
    edition = voting()
    watched = visit("desktop")
    watched.page.goto(f"{watched.site}/{edition.award.slug}/{edition.year}/")

    loaded = watched.page.evaluate(
        "async () => { await document.fonts.ready; return [...document.fonts]"
        ".filter((f) => f.status == 'loaded').map((f) => [f.family.replaceAll('\"', ''), "
        "f.unicodeRange]); }"
    )

    assert sorted(loaded) == [["Fraunces", "U+0-10FFFF"], ["Schibsted Grotesk", "U+0-10FFFF"]]


def test_one_action_stays_under_the_thumb(visit):
    edition = voting()
    phone = visit("phone")
    phone.page.goto(f"{phone.site}/{edition.award.slug}/{edition.year}/")

    phone.page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    box = phone.page.locator(".reach .button").bounding_box()

    assert box["y"] + box["height"] <= 844
    phone.page.locator(".reach .button").click()
    assert phone.page.url.endswith("/rosta/")


def test_light_stands_still_for_whoever_asked_for_it(visit):
    edition = voting()
    calm = visit("desktop", reduced_motion="reduce")
    calm.page.goto(f"{calm.site}/{edition.award.slug}/{edition.year}/")

    assert calm.page.evaluate("document.getAnimations().length") == 0
