"""The containers' files, checked without an engine."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest
from ruamel.yaml import YAML

from award.stack.binaries import postgres_programs
from award.stack.postgres import DISCREET, SUPERUSER, Postgres

ROOT = Path(__file__).resolve().parent.parent.parent
BIN = Path(sys.executable).parent
COMPOSE = YAML(typ="safe").load((ROOT / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]


def run(*command):
    return subprocess.run([str(c) for c in command], capture_output=True, text=True, cwd=ROOT)


def test_compose_file_fits_the_specification():
    done = run(
        BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", ROOT / "compose.yaml"
    )

    assert done.returncode == 0, done.stdout


def test_the_schema_check_can_fail(tmp_path):
    bad = tmp_path / "compose.yaml"
    bad.write_text("services:\n  web:\n    imagee: x\n")

    done = run(BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", bad)

    assert done.returncode == 1


def test_dockerfile_is_without_fault():
    done = run(BIN / "hadolint", "--failure-threshold", "warning", ROOT / "Dockerfile")

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_service_depends_on_what_there_is_and_tells_its_health(name):
    service = SERVICES[name]

    assert set(service.get("depends_on", {})) <= set(SERVICES)
    assert "healthcheck" in service
    assert not service["image"].endswith(":latest")
    named = [v.split(":")[0] for v in service.get("volumes", []) if not v.startswith(("./", "/"))]
    assert set(named) <= set(COMPOSE["volumes"])


@pytest.mark.parametrize("name", ["web", "worker", "beat", "postman", "migrate"])
def test_our_own_containers_cannot_write_or_gain_rights(name):
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_log_of_a_container_cannot_fill_the_disk(name):
    service = SERVICES[name]

    assert service.get("logging", {}).get("options") == {"max-size": "10m", "max-file": "5"}
    assert "info" not in service.get("command", []), "a tick a second says nothing new"


@pytest.mark.parametrize("name", ["web", "worker", "beat", "postman"])
def test_what_serves_knows_no_password_but_its_own(name):
    environment = SERVICES[name]["environment"]

    assert environment["DATABASE_URL"].startswith("postgresql://award:${DATABASE_PASSWORD")
    assert "DATABASE_OWNER_URL" not in environment
    for secret in ("POSTGRES_PASSWORD", "DATABASE_OWNER_PASSWORD"):
        assert environment[secret] == "", f"{secret} comes with .env unless it is emptied here"


def test_only_what_migrates_is_the_owner():
    owners = [n for n, s in SERVICES.items() if "DATABASE_OWNER_URL" in s.get("environment", {})]

    assert owners == ["migrate"]


def test_logs_of_postgres_are_as_discreet_as_on_ones_own_machine():
    command = SERVICES["postgres"]["command"]

    assert command == ["postgres", *(f"-c{setting}" for setting in DISCREET)]


def test_first_start_of_postgres_makes_both_roles_with_their_passwords():
    folder = Path(tempfile.mkdtemp(prefix="fb-roles-"))
    folder.chmod(0o755)
    server = Postgres(folder / "pg", log=folder / "pg.log")
    server.start()
    with psycopg.connect(server.url_as(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute("DROP DATABASE award")
        connection.execute("DROP ROLE award, award_owner")

    done = subprocess.run(
        [ROOT / "deploy" / "roles.sh"], capture_output=True, text=True, cwd="/",
        env={
            "PATH": f"{postgres_programs()}:/usr/bin:/bin", "PGHOST": str(server.socket),
            "ROLES": str(ROOT / "deploy" / "roles.sql"),
            "DATABASE_OWNER_PASSWORD": "of-the-owner", "DATABASE_PASSWORD": "of-what-serves",
        },
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")
    with psycopg.connect(server.url_as(SUPERUSER)) as connection:
        found = connection.execute(
            "SELECT rolname, rolpassword LIKE 'SCRAM%' FROM pg_authid WHERE rolname LIKE 'award%'"
            " ORDER BY rolname"
        ).fetchall()
    server.stop()
    shutil.rmtree(folder)
    assert found == [("award", True), ("award_owner", True)]


def test_container_runs_as_nobody_special():
    lines = (ROOT / "Dockerfile").read_text().splitlines()

    assert [line for line in lines if line.startswith("USER")] == ["USER 10001"]
