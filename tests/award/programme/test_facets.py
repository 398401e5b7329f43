"""The field of facets: the same every time, small, and dark enough to write on."""

import re
import zlib
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from award.programme.domain.colours import CREAM, contrast, palette
from award.programme.domain.facets import CUTS, cut_field, facets, ramp
from award.programme.domain.triangles import triangulate
from tests.factories import make_edition

AWARD = ("Årets IT-kvinna i Linnéregionen", "#7a1f3d", "#c98a2b")
FILLS = re.compile(r'(?:stop-color|fill)="(#[0-9a-f]{6})"')
SMALL, ON_THE_LINE = 16_000, 3_000  # bytes, as it is and compressed
any_colour = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


def test_same_name_and_colours_give_the_same_field():
    assert facets(*AWARD) == facets(*AWARD)
    assert facets(*AWARD) == facets(AWARD[0].upper(), *AWARD[1:])


@pytest.mark.parametrize("other", [("Glaspriset", *AWARD[1:]), (AWARD[0], "#0b3d2e", AWARD[2])])
def test_another_award_is_cut_differently(other):
    shapes = [re.findall(r' d="([^"]+)"', facets(*award)) for award in (AWARD, other)]

    assert shapes[0] != shapes[1]


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=120), any_colour, any_colour)
def test_field_is_small_well_formed_and_can_be_written_on(name, award, accent):
    drawn = facets(name, award, accent)

    assert ElementTree.fromstring(drawn).tag.endswith("svg")
    assert len(drawn) < SMALL
    assert len(zlib.compress(drawn.encode(), 6)) < ON_THE_LINE
    assert all(contrast(fill, CREAM) >= 5 for fill in FILLS.findall(drawn))


def test_every_way_of_cutting_is_met():
    counts = {len(cut_field(f"Pris {n}").facets) for n in range(24)}

    assert len(CUTS) == 3
    assert len(counts) >= 3


def test_light_sinks_towards_the_side_where_one_reads():
    for n in range(12):
        field = cut_field(f"Pris {n}")
        left = [lit for three, lit in field.facets if max(x for x, _ in three) < field.width * 0.3]
        right = [lit for three, lit in field.facets if min(x for x, _ in three) > field.width * 0.6]
        assert sum(left) / len(left) < sum(right) / len(right)


def test_tones_rise_from_the_ground_to_the_light():
    colours = palette(*AWARD[1:])
    tones = ramp(colours)

    assert tones[0] == colours.deep
    assert contrast(tones[-1], colours.deep) > contrast(tones[len(tones) // 2], colours.deep) > 1


@given(
    st.lists(
        st.tuples(st.integers(0, 400), st.integers(0, 400)), unique=True, min_size=3, max_size=30
    )
)
def test_triangles_hold_no_other_point_in_their_circle(points):
    for triangle in triangulate([(float(x), float(y)) for x, y in points]):
        (ax, ay), (bx, by), (cx, cy) = (points[i] for i in triangle)
        d = 2 * (ax * (by - cy) + bx * (cy - ay) + cx * (ay - by))
        if not d:
            continue
        a, b, c = ax * ax + ay * ay, bx * bx + by * by, cx * cx + cy * cy
        ux = (a * (by - cy) + b * (cy - ay) + c * (ay - by)) / d
        uy = (a * (cx - bx) + b * (ax - cx) + c * (bx - ax)) / d
        radius = (ax - ux) ** 2 + (ay - uy) ** 2
        for x, y in points:
            assert (x - ux) ** 2 + (y - uy) ** 2 >= radius * (1 - 1e-6) - 1e-3


def test_house_has_a_field_where_no_award_is_at_hand(settings):
    kept = settings.BASE_DIR / "static" / "img" / "facets.svg"

    assert kept.read_text(encoding="utf-8") == facets("Förebild", *AWARD[1:]) + "\n"


@pytest.mark.django_db
def test_field_is_served_to_everybody_and_kept(client):
    award = make_edition().award

    answer = client.get(f"/{award.slug}/fasetter.svg")

    assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=3600"
    assert answer.text == facets(award.name_sv, award.colour, award.accent)
    assert client.get("/finns-inte/fasetter.svg").status_code == 404
