"""Whether the tables are those of this version of the program."""

from django.db import ProgrammingError, connection
from django.db.migrations.executor import MigrationExecutor


def waiting_migrations() -> int:
    """How many steps the tables are behind; all of them in a new database."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def tables_stand() -> bool:
    """Whether nothing waits, and whoever serves may look."""
    try:
        return waiting_migrations() == 0
    except ProgrammingError:
        return False
