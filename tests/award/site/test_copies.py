"""What a copy refuses, forgets, and is compared by. Whole copies are played in `tests/stack/test_copies.py`."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.core.management.base import CommandError
from django.db import connection

from award.programme.domain.clock import database_now
from award.site.copies import programs
from award.site.copies.contents import figures
from award.site.copies.copying import (
    DATABASE,
    ERASED,
    FORMAT,
    MANIFEST,
    PICTURES,
    copy_to,
    forget_old,
    sha256_of,
)
from award.site.copies.restoring import (
    NEEDED,
    refuse_company,
    refuse_difference,
    restore_from,
)
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def test_every_row_counts_in_the_comparison():
    make_person(name="Eva Ek")
    copied = figures()
    refuse_difference({"tables": copied})
    connection.cursor().execute("UPDATE people_person SET name = 'Eva Ekh'")

    with pytest.raises(CommandError, match="is not what was copied: people_person"):
        refuse_difference({"tables": copied})


@pytest.mark.django_db(transaction=True)
def test_nothing_is_put_back_while_somebody_is_connected_who_could_act_on_it():
    refuse_company()
    named = connection.settings_dict

    with (
        psycopg.connect(host=named["HOST"], dbname=named["NAME"], user=named["USER"]),
        pytest.raises(CommandError, match="1 others are connected"),
    ):
        refuse_company()


def test_programs_older_than_the_server_are_passed_over_and_named(tmp_path, monkeypatch):
    old = tmp_path / "pg_dump"
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 12.3'\n")
    old.chmod(0o755)
    monkeypatch.setenv("AWARD_PG_BINDIR", str(tmp_path))
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(
        CommandError, match=rf"pg_dump of version {programs.server_version()} or later"
    ):
        programs.run("pg_dump", "--version")


def test_old_copies_go_and_what_is_no_copy_stays(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    for name, days in {"new": 1, "old": 31}.items():
        folder = tmp_path / "copies" / name
        folder.mkdir(parents=True)
        made = database_now() - timedelta(days=days)
        (folder / "manifest.json").write_text(json.dumps({"made_at": made.isoformat()}))
    (tmp_path / "copies" / "photographs").mkdir()

    gone = forget_old(30)

    assert gone == [tmp_path / "copies" / "old"]
    assert names(tmp_path / "copies") == {"new", "photographs"}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture
def copy(tmp_path) -> Path:
    """Whole, as far as can be seen before it is put back."""
    folder = tmp_path / "copy"
    folder.mkdir()
    for name in (DATABASE, PICTURES, ERASED):
        (folder / name).write_bytes(b"as it was copied")
    write_manifest(folder)
    return folder


def write_manifest(folder: Path, **changes: object) -> None:
    files = {name: sha256_of(folder / name) for name in (DATABASE, PICTURES, ERASED)}
    known = dict.fromkeys(NEEDED, "") | {"format": FORMAT, "version": "9.9", "migrations": []}
    manifest = known | {"files": files} | changes
    (folder / MANIFEST).write_text(json.dumps(manifest))


def test_a_copy_that_is_cut_off_is_not_put_back(copy):
    (copy / DATABASE).write_bytes(b"as it w")

    with pytest.raises(CommandError, match=r"award.dump in .* is not what it was"):
        restore_from(copy)


@pytest.mark.parametrize("manifest", [None, "", "[]", "{}", "no json"])
def test_a_folder_without_a_manifest_is_no_copy(copy, manifest):
    (copy / MANIFEST).unlink() if manifest is None else (copy / MANIFEST).write_text(manifest)

    with pytest.raises(CommandError, match="holds no copy"):
        restore_from(copy)


def test_a_copy_of_another_kind_or_of_a_newer_version_is_not_put_back(copy):
    write_manifest(copy, format="another/7")
    with pytest.raises(CommandError, match="a copy of another kind: another/7"):
        restore_from(copy)

    write_manifest(copy, migrations=["mail.9999_of_the_future"])
    with pytest.raises(
        CommandError, match=r"newer version of Förebild \(9.9\), whose step mail.9999"
    ):
        restore_from(copy)


def test_a_copy_is_put_back_into_an_empty_database_alone(copy):
    with pytest.raises(CommandError, match="The database is not empty"):
        restore_from(copy)


def test_a_copy_takes_no_other_s_place(copy):
    with pytest.raises(CommandError, match="is there already"):
        copy_to(copy)

    assert (copy / DATABASE).read_bytes() == b"as it was copied"
