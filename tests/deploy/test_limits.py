"""What answers people is cut off by the database before it keeps a page for long."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from award.stack import services

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import django; django.setup()
from django.db import OperationalError, connection
with connection.cursor() as cursor:
    cursor.execute("SHOW statement_timeout"); print(cursor.fetchone()[0])
    cursor.execute("SHOW idle_in_transaction_session_timeout"); print(cursor.fetchone()[0])
    try:
        cursor.execute("SELECT pg_sleep(3)"); print("slept")
    except OperationalError as error:
        print(type(error.__cause__).__name__)
"""


@pytest.mark.parametrize(
    ("seconds", "told"),
    [("1", ["1s", "4s", "QueryCanceled"]), ("0", ["0", "0", "slept"])],
)
def test_statement_is_cut_off_where_a_limit_is_set(seconds, told):
    env = os.environ | {"DATABASE_TIMEOUT": seconds, "DJANGO_SETTINGS_MODULE": "award.settings"}
    env["DATABASE_URL"] = os.environ["DATABASE_URL"]

    done = subprocess.run(
        [sys.executable, "-c", ASK], env=env, cwd=ROOT, capture_output=True, text=True
    )

    assert (done.stdout.split(), done.returncode) == (told, 0), done.stderr


def test_web_has_a_limit_and_what_counts_has_none(tmp_path):
    compose = YAML(typ="safe").load((ROOT / "compose.yaml").read_text())["services"]
    limited = [n for n, s in compose.items() if "DATABASE_TIMEOUT" in s.get("environment", {})]
    ours = {
        "web": services.web(tmp_path, {}, 8001),
        "worker": services.worker(tmp_path, {}),
        "beat": services.beat(tmp_path, {}),
        "postman": services.postman(tmp_path, {}),
    }

    assert limited == ["web"]
    assert [n for n, service in ours.items() if "DATABASE_TIMEOUT" in service.env] == ["web"]


@pytest.mark.parametrize(("said", "kept"), [("1", "False"), ("", "True")])
def test_behind_a_pooler_no_cursor_is_kept_between_two_transactions(said, kept):
    ask = "from award import settings; print(not settings.DATABASES['default']['DISABLE_SERVER_SIDE_CURSORS'])"

    done = subprocess.run(
        [sys.executable, "-c", ask], env=os.environ | {"DATABASE_POOLER": said}, cwd=ROOT, capture_output=True, text=True
    )  # fmt: skip

    assert done.stdout.strip() == kept, done.stderr
