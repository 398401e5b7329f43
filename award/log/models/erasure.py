"""What was erased: the trace that an erasing leaves."""

from django.db import models

from award.programme.append_only import append_only


@append_only()
class Erasure(models.Model):
    """Written by the database's functions that erase, in the same statement; names nobody.

    `table` and `row` say what is gone; `role` is the database's role that asked for it.
    """

    at = models.DateTimeField()
    table = models.CharField(max_length=63)
    row = models.CharField(max_length=120)
    role = models.CharField(max_length=63)

    def __str__(self) -> str:
        return f"{self.table} {self.row}"
