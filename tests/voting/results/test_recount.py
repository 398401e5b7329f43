"""The package: built once, stored, handed out, and counted again."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from award.log.models import LogEntry
from award.mail.domain.ticking import tick
from award.mail.models import Message
from nominations.domain.answering import decline_candidacy
from nominations.domain.erasing import erase_candidate
from nominations.models import Candidate
from tests.factories import make_organiser, shift_edition
from tests.shown import sign_in_now
from tests.time_travel import triggers_asleep
from tests.voting.count.packages import sha256_of
from tests.voting.results.playing import (
    CATEGORY,
    DAY,
    IN_FIGURES,
    alias,
    announce,
    newest,
    path,
    played,
    settled,
)
from voting.results.domain.annex import erase_name
from voting.results.domain.announcing import public_result
from voting.results.domain.motivating import write_motivation
from voting.results.domain.settling import settle
from voting.results.domain.standings import category_results
from voting.results.domain.storing import archive_of, auditors_file_of
from voting.results.models import Motivation, Package, Recount, ResultName
from voting.results.recount import recounting
from voting.results.recount.recounting import recount_package, recounted

pytestmark = pytest.mark.django_db
SIGNED_IN = "django.contrib.auth.backends.ModelBackend"
POINTS = {"anna": 2, "bea": 5, "cilla": 3}
VOTES = {"anna": 2, "bea": 3, "cilla": 1}


@pytest.fixture
def edition():
    return settled(POINTS, VOTES)


@pytest.fixture
def result(edition):
    return newest(edition)


def contents(package: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def altered(package: bytes, name: str, old: str, new: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for each, text in contents(package).items():
            archive.writestr(each, text.replace(old, new, 1) if each == name else text)
    return target.getvalue()


def test_package_has_the_hash_that_was_sealed(result):
    assert sha256_of(archive_of(result)) == result.sha256


def test_stored_package_names_nobody(result):
    assert not any(
        name in text
        for text in contents(bytes(result.package.core)).values()
        for name in ("Anna", "Bea", "Cilla", "Verket i Växjö")
    )


def test_two_finalists_who_exchange_names_after_the_sealing_change_nothing(edition, result):
    before = archive_of(result)
    anna, bea = (edition.candidates.get(slug=slug) for slug in ("anna", "bea"))

    for candidate, name in ((anna, bea.name), (bea, anna.name)):
        with triggers_asleep():
            Candidate.objects.filter(pk=candidate.pk).update(name=name, workplace="Elsewhere")

    assert archive_of(result) == before
    assert recounted(result).agrees


def test_finalists_who_exchange_names_are_announced_as_they_were(edition, client):
    before_it = [s.candidate.name for s in category_results(newest(edition))[0].standings]
    candidates = Candidate.objects.filter(edition=edition)
    with triggers_asleep():
        candidates.filter(slug="anna").update(name="Bea")
        candidates.filter(slug="bea").update(name="Anna")

    announce(edition)
    page = client.get(path("result", edition)).text
    with triggers_asleep():
        candidates.update(name="Somebody Else", workplace="Elsewhere")
        edition.categories.update(name_sv="Ett annat pris")
    after = client.get(path("result", edition)).text

    assert re.findall(r"<h2>(.*?)</h2>", page)[0] == before_it[0]
    assert re.findall(r"<h2>(.*?)</h2>", after)[0] == before_it[0]
    assert "Somebody Else" not in after
    assert "Ett annat pris" not in after


def test_a_finalist_who_declines_after_the_sealing_changes_nothing_of_the_package(edition, result):
    before = archive_of(result)

    decline_candidacy(edition.candidates.get(slug="cilla"))

    assert archive_of(result) == before
    assert recounted(result).agrees


def test_a_finalist_who_declined_before_the_sealing_is_struck_also_if_she_comes_back():
    edition = played(POINTS, VOTES)
    cilla = edition.candidates.get(slug="cilla")
    decline_candidacy(cilla)
    settle(edition)

    Candidate.objects.filter(pk=cilla.pk).update(
        declined_at=None, declined_herself=False, accepted_at=cilla.created_at
    )

    package = archive_of(newest(edition))
    assert f"{CATEGORY},{cilla.alias},left" in contents(package)["decisions.csv"]
    assert "Cilla" not in contents(package)["names.csv"]
    assert recount_package(package).agrees


def test_stored_package_can_be_neither_changed_nor_removed(result):
    for attempt in (
        lambda: Package.objects.update(core=b""),
        lambda: Package.objects.all().delete(),
        lambda: ResultName.objects.update(name="x"),
        lambda: ResultName.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            attempt()


def test_erased_name_is_gone_from_page_and_package_whose_hash_stays(edition, result, client):
    announce(edition)
    gone = alias(edition, "cilla")

    erased = erase_name(edition, gone)

    page, package = client.get(path("result", edition)).text, archive_of(result)
    assert erased
    assert "Cilla" not in page + contents(package)["names.csv"]
    assert sha256_of(package) == result.sha256
    verdict = recount_package(package)
    assert verdict.agrees
    assert f"erased: {gone}" in verdict.words


def test_finalist_who_is_forgotten_after_the_announcement_is_named_nowhere(edition, client):
    announce(edition)
    cilla = edition.candidates.get(slug="cilla")
    decline_candidacy(cilla)

    erase_candidate(cilla, by="candidate", reason="She asked to be forgotten.")

    assert "Cilla" not in client.get(path("result", edition)).text
    assert "Cilla" not in contents(archive_of(newest(edition)))["names.csv"]
    assert sha256_of(archive_of(newest(edition))) == newest(edition).sha256


def test_what_the_jury_wrote_of_a_winner_is_forgotten_with_her(edition, client):
    category = edition.categories.get()
    organiser = make_organiser(edition)
    write_motivation(category, text_sv="För Beas mod.", text_en="", by=organiser)
    announce(edition)
    before = client.get(path("result", edition)).text
    with pytest.raises(DatabaseError), transaction.atomic():
        Motivation.objects.all().delete()

    erase_name(edition, alias(edition, "bea"))

    assert "För Beas mod." in before
    assert not Motivation.objects.exists()


def test_the_independent_counter_arrives_at_the_same(result):
    verdict = recount_package(archive_of(result))

    assert (verdict.agrees, "DIFFERS" in verdict.words) == (True, False)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("ballots.csv", "{anna}", "{bea}"),
        ("scores.csv", ",5\n", ",1\n"),
        ("result.json", '"place":1', '"place":2'),
        ("rules.json", '"weights":{{"jury":50', '"weights":{{"jury":90'),
        ("decisions.csv", "{cilla},entry", "{cilla},left"),
        ("names.csv", "Anna", "Bea"),
    ],
)
def test_a_package_that_was_touched_is_found_out(edition, result, name, old, new):
    aliases = {slug: alias(edition, slug) for slug in POINTS}
    package = archive_of(result)
    touched = altered(package, name, old.format(**aliases), new.format(**aliases))

    assert contents(touched)[name] != contents(package)[name]
    assert not recount_package(touched).agrees


def test_package_names_no_voter_juror_or_time(result):
    files = contents(archive_of(result))
    files.pop("recount.py")
    everything = "\n".join(files.values())

    assert "@" not in everything
    assert not re.search(r"j[0-9]\.", everything)
    assert "juror-" not in everything
    assert not re.search(r"20[0-9]{2}-", files["ballots.csv"] + files["receipts.txt"])
    assert len(files["ballots.csv"].splitlines()) == 1 + 6
    assert len(files["receipts.txt"].splitlines()) == 6


def test_few_people_are_published_as_figures_and_counted_again_with_what_is_sealed(client):
    edition = settled(POINTS, VOTES, publication=IN_FIGURES)
    result = newest(edition)

    files = contents(archive_of(result))
    verdict = recount_package(archive_of(result))

    assert len(files["scores.csv"].splitlines()) == 1
    assert len(files["ballots.csv"].splitlines()) == 1
    assert "jury side not recounted" in verdict.words
    assert recounted(result).agrees
    assert "not recounted" not in recounted(result).words
    assert category_results(result)[0].has_public


def test_auditors_file_is_for_organisers_under_a_hash_that_is_published(client):
    edition = settled(POINTS, VOTES, publication=IN_FIGURES)
    announce(edition)
    address = path("auditors_file", edition, 1)
    stranger = client.post(address).status_code
    sign_in_now(client, make_organiser(edition))

    taken = client.post(address)
    page = client.get(path("result", edition)).text

    assert (stranger, taken.status_code) == (302, 200)
    assert taken.content == auditors_file_of(newest(edition))
    assert newest(edition).content["for_auditor"] in page
    assert LogEntry.objects.filter(action="result.auditors_file_taken").count() == 1


def test_everything_is_published_where_there_is_no_auditors_file(edition, client):
    sign_in_now(client, make_organiser(edition))

    assert client.post(path("auditors_file", edition, 1)).status_code == 404


def test_result_that_the_counters_disagree_on_is_not_published(
    edition, result, client, monkeypatch
):
    aliases = {slug: alias(edition, slug) for slug in POINTS}
    lying = altered(archive_of(result), "ballots.csv", aliases["anna"], aliases["bea"])
    monkeypatch.setattr(recounting, "archive_of", lambda _: lying)
    shift_edition(edition, by=-30 * DAY)

    tick()

    assert public_result(edition) is None
    assert "dröjer" in client.get(path("result", edition)).text
    assert LogEntry.objects.filter(action="result.recount_differs").count() == 1
    assert not Message.objects.filter(occasion__startswith="announced").exists()
    client.force_login(make_organiser(edition), backend=SIGNED_IN)
    assert "inte överens" in client.get(path("desk_results", edition)).text


def test_result_is_recounted_once_soon_after_the_sealing(result):
    tick()
    tick()

    assert Recount.objects.get().agrees
    assert LogEntry.objects.filter(action="result.recounted").count() == 1
    assert recounted(result) == Recount.objects.get()


def test_everybody_gets_the_package_once_the_result_is_public(edition, client):
    before = client.get(path("recount_package", edition)).status_code
    announce(edition)

    after = client.get(path("recount_package", edition))

    assert (before, after.status_code) == (404, 200)
    assert after["Content-Type"] == "application/zip"
    assert recount_package(after.content).agrees


def test_package_is_not_built_anew_from_what_lives(edition, result, client):
    announce(edition)
    before = client.get(path("recount_package", edition)).content
    with triggers_asleep():
        edition.candidates.filter(slug="bea").update(slug="bea-2", name="Bea 2")

    after = client.get(path("recount_package", edition)).content

    assert after == before


def test_command_recounts_a_package(result, tmp_path, capsys):
    file = tmp_path / "package.zip"
    file.write_bytes(archive_of(result))

    try:
        call_command("recount", str(file))
        status = 0
    except SystemExit as stopped:
        status = stopped.code or 0

    assert status == 0
    assert "Bea" in capsys.readouterr().out
    assert Path(file).exists()


def test_what_the_second_counter_said_is_kept_without_a_name(result):
    """It said "1. Anna Ek (kegkemm9q)" for ever, also of a winner who had been erased since."""
    said = recount_package(archive_of(result), auditors_file_of(result)).words
    kept = recounted(result)

    names = ResultName.objects.filter(edition=result.edition).values_list("name", flat=True)
    entry = LogEntry.objects.select_related("payload").get(action="result.recounted")
    assert any(name in said for name in names)
    assert kept.agrees
    assert not any(name in kept.words + str(entry.payload.content) for name in names)
    assert all(a in kept.words for a in [alias(result.edition, "bea")])
