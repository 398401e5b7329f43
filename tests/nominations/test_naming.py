import pytest

from nominations.domain.naming import slug_for
from tests.factories import make_edition, make_nominee


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Anna-Karin Öberg", "anna-karin-oberg"),
        ("Åsa Äng", "asa-ang"),
        ("  Émilie  O'Neill ", "emilie-o-neill"),
        ("Nguyễn Thị Lan", "nguyen-thi-lan"),
        ("李娜", "kandidat"),
        ("---", "kandidat"),
        ("x" * 59 + " yz", "x" * 59),
        ("A" * 120, "a" * 60),
        ("<script>", "script"),
    ],
)
def test_slug_for(name, slug):
    assert slug_for(name, make_edition()) == slug


@pytest.mark.django_db
def test_slug_for_a_name_that_is_taken_is_numbered():
    edition = make_edition()
    for slug in ("anna-ek", "anna-ek-2", "anna-ekberg"):
        make_nominee(edition, slug=slug)

    assert slug_for("Anna Ek", edition) == "anna-ek-3"


@pytest.mark.django_db
def test_slug_for_is_free_again_in_another_edition():
    make_nominee(make_edition(), slug="anna-ek")

    assert slug_for("Anna Ek", make_edition()) == "anna-ek"
