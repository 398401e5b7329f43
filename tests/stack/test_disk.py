"""When the disk that a running platform is on counts as full."""

from types import SimpleNamespace

import pytest

from award.stack.disk import FULL, NEARLY_NOTHING, ROOM, Disk, is_full


@pytest.mark.parametrize(
    ("free", "told"),
    [
        ([NEARLY_NOTHING], [None]),
        ([NEARLY_NOTHING - 1, 0, 0], [FULL, None, None]),
        ([0, NEARLY_NOTHING, 2 * NEARLY_NOTHING], [FULL, None, ROOM]),
        ([0, 2 * NEARLY_NOTHING, NEARLY_NOTHING], [FULL, ROOM, None]),
    ],
)
def test_disk_is_told_of_when_it_turns(monkeypatch, tmp_path, free, told):
    """A little that is freed is taken by a database that recovers: that is no turn."""
    disk = Disk(tmp_path)

    found = []
    for left in free:
        monkeypatch.setattr("shutil.disk_usage", lambda _, n=left: SimpleNamespace(free=n))
        found.append(str(disk) if disk.turned() else None)

    assert found == told


def test_disk_with_room_is_not_full_and_a_folder_that_is_not_there_tells_nothing(tmp_path):
    assert is_full(tmp_path) is False
    assert is_full(tmp_path / "none") is False
