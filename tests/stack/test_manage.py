"""`manage.py` and what it says when a command cannot go on."""

import pytest
from django.db.utils import OperationalError

import manage
from award.stack.errors import DISK_FULL, StackError

FULL = 'could not extend file "base/16384/17238": No space left on device\nHINT:  Check free disk.'


@pytest.fixture
def command(monkeypatch):
    """Has the command raise what the test gives."""
    monkeypatch.setattr("sys.argv", ["manage.py", "check"])

    def fail(error):
        def raise_it(arguments):
            raise error

        monkeypatch.setattr(manage, "execute_from_command_line", raise_it)

    return fail


@pytest.mark.parametrize(
    ("error", "words"),
    [(OperationalError(FULL), DISK_FULL), (StackError("Not now."), "Not now.")],
)
def test_command_that_cannot_go_on_says_one_sentence(command, error, words):
    command(error)

    with pytest.raises(SystemExit) as end:
        manage.main()

    assert end.value.code == words


def test_other_fault_of_the_database_is_not_hidden(command):
    command(OperationalError("deadlock detected"))

    with pytest.raises(OperationalError, match="deadlock"):
        manage.main()
