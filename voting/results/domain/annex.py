"""The names of a result: fixed when it is sealed, one line each, each of them erasable."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from award.programme.models import Edition
from nominations.models import Candidate
from voting.results.models import ResultName
from voting.results.recount.contents import Name
from voting.results.recount.naming import new_salt


def fix_names(edition: Edition, aliases: Collection[str]) -> None:
    """Write down what these candidates are called now; from here on every page reads this."""
    found = Candidate.objects.filter(edition=edition, alias__in=aliases)
    ResultName.objects.bulk_create(
        ResultName(
            edition=edition,
            alias=c.alias,
            name=c.name,
            workplace=", ".join(filter(None, [c.title, c.workplace])),
            portrait=c.portrait.name or "",
            portrait_alt=c.portrait_alt,
            salt=new_salt(),
        )
        for c in found
    )


def names_of(edition: Edition, *, without: Collection[str] = ()) -> list[Name]:
    """Those that have not been erased; `without` are aliases."""
    lines = ResultName.objects.filter(edition=edition).exclude(alias__in=without)
    return [
        Name(line.alias, line.name, line.workplace, line.salt) for line in lines.order_by("alias")
    ]


def erase_with(candidate: Candidate) -> None:
    """Whoever is erased is erased here too; the log tells of it once, with the rest of her."""
    erase_name(candidate.edition, candidate.alias)


def erase_name(edition: Edition, alias: str) -> bool:
    """Erase what she is called from every page and package; figures and hashes stay.

    By the one function of the database that may. False when there is nothing to erase.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT forebild_erase_result_name(%s, %s)", [edition.pk, alias])
        return bool(cursor.fetchone()[0])
