import io
import re
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation

from award.log.models import LogEntry
from award.mail.domain.ticking import tick
from award.mail.models import Message
from nominations.domain.answering import accept_candidacy, decline_candidacy
from tests.factories import make_organiser, shift_edition
from tests.voting.results.test_settling import played
from voting.results.domain.announcing import public_result
from voting.results.domain.settling import settle
from voting.results.models import EditionResult, Recount
from voting.results.recount import recounting
from voting.results.recount.packaging import build_package
from voting.results.recount.recounting import recount_package, recounted

pytestmark = pytest.mark.django_db


@pytest.fixture
def result():
    edition = played({"anna": 2, "bea": 5, "cilla": 3}, {"anna": 3, "bea": 2, "cilla": 1})
    settle(edition)
    return EditionResult.objects.get()


def contents(package: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def altered(package: bytes, name: str, old: str, new: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for each, text in contents(package).items():
            archive.writestr(each, text.replace(old, new, 1) if each == name else text)
    return target.getvalue()


def path(name: str, result: EditionResult) -> str:
    edition = result.edition
    with translation.override("sv"):
        return reverse(name, args=[edition.award.slug, edition.year])


def test_package_is_the_same_bytes_each_time(result):
    assert build_package(result) == build_package(result)


def test_a_finalist_who_declines_after_the_sealing_changes_nothing_of_the_package(result):
    before = build_package(result)

    decline_candidacy(result.edition.candidates.get(slug="cilla"))

    assert build_package(result) == before
    assert recounted(result).agrees


def test_a_finalist_who_declined_before_the_sealing_is_struck_also_if_she_comes_back():
    edition = played({"anna": 2, "bea": 5, "cilla": 3}, {"anna": 3, "bea": 2, "cilla": 1})
    cilla = edition.candidates.get(slug="cilla")
    decline_candidacy(cilla)
    settle(edition)

    accept_candidacy(cilla, name="Cilla", title="", workplace="")

    package = build_package(edition.result)
    assert "cilla,left," in contents(package)["decisions.csv"]
    assert recount_package(package).agrees


def test_the_independent_counter_arrives_at_the_same(result):
    verdict = recount_package(build_package(result))

    assert (verdict.agrees, "DIFFERS" in verdict.words) == (True, False)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("ballots.csv", ",anna", ",bea"),
        ("scores.csv", ",5\n", ",1\n"),
        ("result.json", '"place":1', '"place":2'),
        ("rules.json", '"weights":{"jury":50', '"weights":{"jury":90'),
        ("decisions.csv", ",cilla,entry", ",cilla,left"),
    ],
)
def test_a_package_that_was_touched_is_found_out(result, name, old, new):
    package = build_package(result)
    touched = altered(package, name, old, new)

    assert contents(touched)[name] != contents(package)[name]
    assert not recount_package(touched).agrees


def test_package_names_no_voter_juror_or_time(result):
    files = contents(build_package(result))
    files.pop("recount.py")
    everything = "\n".join(files.values())

    assert "@" not in everything
    assert not re.search(r"j[0-9]\.", everything)
    assert "juror-" not in everything
    assert not re.search(r"20[0-9]{2}-", files["ballots.csv"] + files["receipts.txt"])
    assert len(files["ballots.csv"].splitlines()) == 1 + 6
    assert len(files["receipts.txt"].splitlines()) == 6


def test_result_that_the_counters_disagree_on_is_not_published(result, client, monkeypatch):
    honest = build_package(result)
    lying = altered(honest, "ballots.csv", ",anna", ",bea")
    monkeypatch.setattr(recounting, "build_package", lambda _: lying)
    shift_edition(result.edition, by=-timedelta(days=30))

    tick()

    assert public_result(result.edition) is None
    assert "inte offentligt än" in client.get(path("result", result)).text
    assert LogEntry.objects.filter(action="result.recount_differs").count() == 1
    assert not Message.objects.filter(occasion__startswith="announced").exists()
    client.force_login(
        make_organiser(result.edition), backend="django.contrib.auth.backends.ModelBackend"
    )
    assert "inte överens" in client.get(path("desk_results", result)).text


def test_result_is_recounted_once_soon_after_the_sealing(result):
    tick()
    tick()

    assert Recount.objects.get().agrees
    assert LogEntry.objects.filter(action="result.recounted").count() == 1
    assert recounted(result) == Recount.objects.get()


def test_everybody_gets_the_package_once_the_result_is_public(result, client):
    before = client.get(path("recount_package", result)).status_code
    shift_edition(result.edition, by=-timedelta(days=30))

    after = client.get(path("recount_package", result))

    assert (before, after.status_code) == (404, 200)
    assert after["Content-Type"] == "application/zip"
    assert recount_package(after.content).agrees


def test_command_recounts_a_package(result, tmp_path, capsys):
    file = tmp_path / "package.zip"
    file.write_bytes(build_package(result))

    try:
        call_command("recount", str(file))
        status = 0
    except SystemExit as stopped:
        status = stopped.code or 0

    assert status == 0
    assert "bea" in capsys.readouterr().out
    assert Path(file).exists()
