"""Production starts with safe settings, or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from award.site.production import NEEDED, refuse_unsafe
from tools.check_production import ENVIRONMENT

ROOT = Path(__file__).resolve().parent.parent.parent


def start(environment):
    with pytest.MonkeyPatch.context() as patch:
        for name in ENVIRONMENT:
            patch.delenv(name, raising=False)
        for name, value in environment.items():
            patch.setenv(name, value)
        refuse_unsafe()


def problems(**changed):
    with pytest.raises(SystemExit) as refusal:
        start(ENVIRONMENT | changed)
    first, *lines = str(refusal.value).splitlines()
    assert first == "Förebild does not start in production:"
    return [line.strip() for line in lines]


def test_safe_settings_are_let_through():
    start(ENVIRONMENT)


@pytest.mark.parametrize("name", NEEDED)
def test_missing_setting_is_named_and_explained(name):
    assert problems(**{name: ""}) == [f"{name} is not set: {NEEDED[name]}"]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("for-the-checks-0123456789-abcdefghijklmnopqrstuvw"[:49], "is shorter than 50 characters"),
        ("change-me-" * 6, "has hardly any different characters"),
        ("x" * 80, "has hardly any different characters"),
    ],
)
def test_key_that_can_be_guessed_is_refused_and_says_how_to_make_one(key, words):
    (line,) = problems(SECRET_KEY=key)

    assert line.startswith(f"SECRET_KEY {words}")
    assert "secrets.token_urlsafe(50)" in line


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS must name hosts, not *"),
        ("ALLOWED_HOSTS", "pris.example.org,*", "ALLOWED_HOSTS must name hosts, not *"),
        ("SITE_URL", "http://pris.example.org", "SITE_URL must start with https://"),
    ],
)
def test_unsafe_setting_is_refused(name, value, words):
    assert problems(**{name: value}) == [words]


def test_everything_wrong_is_told_at_once():
    with pytest.raises(SystemExit) as refusal:
        start({})

    assert len(str(refusal.value).splitlines()) == 1 + len(NEEDED)


def test_what_a_start_refuses_is_what_the_check_for_deployment_tells():
    done = check(SECRET_KEY="short", FOREBILD_ENV="development", SITE_URL="http://x.example.org")

    assert done.returncode == 1
    assert "(site.E002) SECRET_KEY is shorter than 50 characters" in done.stderr
    assert "(site.E004) SITE_URL must start with https://" in done.stderr


def test_deployment_as_it_should_be_has_nothing_to_be_told_of():
    done = check()

    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues" in done.stdout


@pytest.mark.parametrize(
    "program",
    [
        ("granian", "--interface=rsgi", "award.rsgi:application"),
        ("celery", "-A", "award", "worker"),
    ],
)
def test_service_refuses_as_a_command_does(program, tmp_path):
    with (tmp_path / "out").open("w") as output:
        process = subprocess.Popen(
            [Path(sys.executable).parent / program[0], *program[1:]], cwd=ROOT, stdout=output,
            stderr=output, env=os.environ | ENVIRONMENT | {"SECRET_KEY": "short"},
        )  # fmt: skip
        code = process.wait(60)

    assert code != 0
    assert "SECRET_KEY is shorter than 50 characters" in (tmp_path / "out").read_text()


def test_no_command_runs_in_production_without_settings():
    kept = {name: value for name, value in os.environ.items() if name not in ENVIRONMENT}

    done = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=kept | {"FOREBILD_ENV": "production"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 1
    assert done.stderr.startswith("Förebild does not start in production:\n  SECRET_KEY is not set")
    assert "Traceback" not in done.stderr


def check(**changed):
    """`tools/check_production.py` with other settings, and without what the browser's tests set."""
    env = os.environ | ENVIRONMENT | changed
    env.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_hosts_may_be_listed_with_spaces():
    code = "from django.conf import settings; print(settings.ALLOWED_HOSTS)"
    hosts = ENVIRONMENT | {"ALLOWED_HOSTS": "pris.example.org, www.example.org"}

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False,
        env=os.environ | hosts | {"DJANGO_SETTINGS_MODULE": "award.settings"},
    )  # fmt: skip

    assert done.stdout == "['pris.example.org', 'www.example.org']\n"
