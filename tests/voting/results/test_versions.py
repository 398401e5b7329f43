"""Every version of a result can be read: a correction stands beside what it corrects."""

import pytest

from award.mail.domain.ticking import tick
from award.mail.models import Message
from award.programme.models import Award
from tests.reading import squeezed
from tests.voting.results.deciding import decided
from tests.voting.results.playing import CATEGORY, announce, counted, newest, path
from voting.results.domain.announcing import public_result
from voting.results.domain.questions import CORRECT
from voting.results.domain.standings import award_name
from voting.results.models import Announcement
from voting.results.recount import recounting

pytestmark = pytest.mark.django_db
SOFT_HYPHEN = "\u00ad"


def announced_versions(edition):
    return [a.result.version for a in Announcement.objects.of(edition)]


def test_correction_that_leaves_nobody_is_shown_instead_of_the_struck_winner(client):
    edition = counted("single", {"anna": 3})

    result = decided(
        edition, CORRECT, slugs=["anna", "berit", "cecilia"], reason="Ingen av dem fick stå."
    )
    page = client.get(path("result", edition)).text
    front = client.get(path("edition", edition)).text

    assert public_result(edition) == result
    assert result.content["categories"][CATEGORY]["status"] == "undecided"
    for text in (page, front):
        assert "Inte avgjort ännu" in text
        assert "Anna" not in text
    assert "Ingen av dem fick stå." in page
    assert client.get(path("result_version", edition, 1)).status_code == 200


def test_correction_before_the_announcement_is_announced_beside_what_it_corrects(client):
    edition = counted("single", {"anna": 3, "berit": 2}, public=False)
    decided(edition, CORRECT, slugs=["anna"], reason="Anna satt i styrelsen.")

    announce(edition)
    page, first = (
        client.get(path("result", edition)).text,
        client.get(path("result_version", edition, 1)).text,
    )

    assert announced_versions(edition) == [2, 1]
    assert "<h2>Berit</h2>" in page
    assert path("result_version", edition, 1) in page
    assert "<h2>Anna</h2>" in first
    assert "Nu gäller en annan" in first


def test_winner_who_was_corrected_away_before_the_announcement_is_told(client):
    """The newest version decides nothing; the one before it did, and everybody can read it."""
    edition = counted("single", {"anna": 3}, public=False)
    decided(edition, CORRECT, slugs=["anna"], reason="Anna satt i styrelsen.")

    announce(edition)

    assert announced_versions(edition) == [2, 1]
    assert "<h2>Anna</h2>" in client.get(path("result_version", edition, 1)).text


def test_first_announcement_is_told_once_as_the_result_though_it_has_two_versions():
    edition = counted("single", {"anna": 3, "berit": 2}, public=False)
    decided(edition, CORRECT, slugs=["anna"], reason="Anna satt i styrelsen.")
    announce(edition)

    tick()

    told = Message.objects.filter(occasion__startswith=f"announced:{edition.pk}:")
    assert {m.occasion for m in told} == {f"announced:{edition.pk}:2"}
    assert not any("version" in m.subject for m in told)


def test_earlier_version_on_which_the_counters_differ_stays_unpublished(monkeypatch):
    edition = counted("single", {"anna": 3, "berit": 2}, public=False)
    lying = recounting.Verdict(agrees=False, words="DIFFERS")
    with monkeypatch.context() as patched:
        patched.setattr(recounting, "recount_package", lambda *_: lying)
        recounting.recounted(newest(edition))
    decided(edition, CORRECT, reason="Räknat om.")

    announce(edition)

    assert announced_versions(edition) == [2]


def test_table_tells_who_was_struck_from_who_left(client):
    edition = counted("single", {"anna": 3, "berit": 2})
    before = newest(edition).content

    result = decided(edition, CORRECT, slugs=["anna"], reason="Anna satt i styrelsen.")
    swedish = squeezed(client.get(path("result", edition)).text)
    english = squeezed(client.get("/en" + path("result", edition)).text)

    assert (before["naming_left"], before["naming_struck"]) == ({CATEGORY: 0}, {CATEGORY: 0})
    assert result.content["naming_left"] == {CATEGORY: 0}
    assert result.content["naming_struck"] == {CATEGORY: 3}
    assert "lämnade innan" not in swedish
    assert "3 röster var på någon som ströks när resultatet rättades" in swedish
    assert "3 ballots named somebody who was struck when the result was corrected" in english


def rename_award(edition, name):
    Award.objects.filter(pk=edition.award_id).update(name_sv=name, name_en=f"The {name}")


@pytest.mark.parametrize("language", ["", "/en"])
def test_result_stands_under_the_name_that_the_award_was_sealed_with(client, language):
    edition = counted("single", {"anna": 3, "berit": 2})
    sealed = edition.award.name_en or edition.award.name_sv if language else edition.award.name_sv
    rename_award(edition, "Struntpriset")

    decided(edition, CORRECT, slugs=["anna"], reason="Anna satt i styrelsen.")
    pages = [
        client.get(language + path("result", edition)).text.replace(SOFT_HYPHEN, ""),
        client.get(language + path("result_version", edition, 1)).text.replace(SOFT_HYPHEN, ""),
    ]

    for page in pages:
        assert "Struntpriset" not in page
        assert f'<h1>{sealed} <span class="year">{edition.year}</span></h1>' in page


def test_undecided_result_stands_under_the_name_that_the_award_was_sealed_with(client):
    edition = counted("single", {})
    rename_award(edition, "Struntpriset")

    assert "Struntpriset" not in client.get(path("result", edition)).text


def test_result_from_before_names_were_sealed_stands_under_the_one_that_the_award_has():
    edition = counted("single", {"anna": 3})
    result = newest(edition)
    result.content.pop("award_name")

    assert award_name(result) == edition.award.name_sv
