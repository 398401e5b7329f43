"""`tools/install.py`, as `make` calls it."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.install import FULL, HASHES, NETWORK, NO_VENV, sentence

ROOT = Path(__file__).resolve().parent.parent.parent


def install(venv, lock, **env):
    return subprocess.run(
        [sys.executable, "tools/install.py", str(venv), str(lock)],
        capture_output=True, text=True, cwd=ROOT, env={**os.environ, **env},
    )  # fmt: skip


@pytest.fixture
def unreachable(tmp_path):
    """A list of one package that no index has, and an index that nobody answers for."""
    lock = tmp_path / "some.txt"
    lock.write_text(f"forebild-is-not-a-package==1 --hash=sha256:{'0' * 64}\n")
    index = "http://127.0.0.1:9/simple"
    env = dict.fromkeys(("PIP_INDEX_URL", "UV_INDEX_URL", "UV_DEFAULT_INDEX"), index)
    return lock, {**env, "PIP_RETRIES": "0", "PIP_CONFIG_FILE": os.devnull, "UV_HTTP_RETRIES": "0"}


def test_without_a_network_there_is_one_sentence_and_the_rest_in_a_log(tmp_path, unreachable):
    lock, env = unreachable
    venv = tmp_path / "venv"

    done = install(venv, lock, **env)

    assert done.returncode == 1
    assert done.stderr == f"{NETWORK} (All of it: {venv / 'install.log'})\n"
    assert "forebild-is-not-a-package" in (venv / "install.log").read_text()


def test_same_list_is_not_installed_twice(tmp_path, unreachable):
    lock, env = unreachable
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    (tmp_path / "installed-some").write_text(hashlib.sha256(lock.read_bytes()).hexdigest())

    done = install(tmp_path, lock, **env)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_environment_whose_python_is_gone_is_made_anew(tmp_path):
    lock = tmp_path / "none.txt"
    lock.write_text("")
    venv = tmp_path / "venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to(tmp_path / "gone")
    (venv / "installed-none").write_text(hashlib.sha256(b"").hexdigest())

    done = install(venv, lock)

    assert done.returncode == 0, done.stderr
    assert (venv / "bin" / "python").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("ensurepip is not available", NO_VENV),
        ("OSError: [Errno 28] No space left on device", FULL),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE FILE", HASHES),
        ("Could not find a version that satisfies", NETWORK),
    ],
)
def test_what_went_wrong_is_said_with_what_to_do(words, told):
    assert sentence(words) == told
