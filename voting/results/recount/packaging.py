"""The recount package: everything a stranger needs to count again, and nobody's name but the finalists'."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import rfc8785

from award.programme.models import Edition, Round
from award.rules.domain.books import canonical
from award.rules.domain.document import Rules
from award.rules.models import RuleBook
from voting.ballots.domain.receipts import leaves
from voting.count.lots import draw
from voting.count.reckoning import Category as Material
from voting.results.domain.material import material_of
from voting.results.models import EditionResult, RoundResult

RECOUNTER = Path(__file__).with_name("recount.py")
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
README = """Räkna om / Count again

    python recount.py PAKETET.zip

Det enda du behöver är Python 3.9 eller senare. Programmet läser filerna i paketet, räknar om
resultatet från början och säger om det stämmer med result.json. Ingen röstandes namn, adress eller
tid finns här. Ditt kvittos fingeravtryck ska stå i receipts.txt.

All you need is Python 3.9 or later. The program reads the files of this package, counts the result
anew and says whether it agrees with result.json. No voter's name, address or time is in here. The
fingerprint of your receipt should stand in receipts.txt.
"""


def build_package(result: EditionResult) -> bytes:
    """A ZIP file, the same bytes each time for the same result."""
    edition = result.edition
    book = _book(edition, result.content["rules"]["version"])
    materials = _materials(result)
    files = {
        "rules.json": canonical(Rules.from_json(book.rules)),
        "ballots.csv": _csv(("category", "ballot"), _ballots(materials, result.sha256)),
        "scores.csv": _csv(
            ("category", "entry", "juror", "criterion", "score"), _scores(materials, edition)
        ),
        "decisions.csv": _csv(("category", "entry", "decision", "reason"), _decisions(materials)),
        "receipts.txt": _receipts(edition),
        "log-head.txt": "{seq} {hash}\n".format(**result.content["log_head"]).encode(),
        "result.json": rfc8785.dumps(result.content),
        "README.txt": README.encode(),
        "recount.py": RECOUNTER.read_bytes(),
    }
    return _zip(files)


def _book(edition: Edition, version: int) -> RuleBook:
    return edition.rule_books.get(version=version)


def _materials(result: EditionResult) -> list[Material]:
    edition = result.edition
    sealed = RoundResult.objects.filter(round__edition=edition, round__kind=Round.Kind.JURY).first()
    jury = sealed.content if sealed else None
    return [
        material_of(edition, category, jury, sealed_result=result.content)
        for category in edition.categories.all()
    ]


def _ballots(materials: Sequence[Material], salt: str) -> Iterator[tuple[str, str]]:
    """One line a ballot, in an order that tells nothing and is the same each time."""
    lines = [
        (hashlib.sha256(f"{salt} {m.slug} {ballot} {n}".encode()).digest(), m.slug, ballot)
        for m in materials
        for ballot, count in m.ballots
        for n in range(count)
    ]
    return ((slug, ballot) for _, slug, ballot in sorted(lines))


def _scores(materials: Sequence[Material], edition: Edition) -> Iterator[tuple[str, ...]]:
    """Jurors are called J1, J2 … in an order drawn by lot."""
    jurors = sorted({s.juror for m in materials for s in m.sheets})
    drawn = draw(bytes(edition.lot_seed), jurors)
    alias = {juror: f"J{n}" for n, juror in enumerate(drawn, start=1)}
    rows = (
        (m.slug, s.entry, alias[s.juror], criterion, str(points))
        for m in materials
        for s in m.sheets
        for criterion, points in s.scores.items()
    )
    return iter(sorted(rows))


def _decisions(materials: Sequence[Material]) -> Iterator[tuple[str, str, str, str]]:
    for m in materials:
        for decision, names in (("entry", m.entries), ("added", m.added), ("left", m.left)):
            for name in sorted(names):
                yield m.slug, name, decision, ""


def _receipts(edition: Edition) -> bytes:
    vote = Round.objects.filter(edition=edition, kind=Round.Kind.VOTE).first()
    return "".join(f"{leaf}\n" for leaf in leaves(vote)).encode() if vote else b""


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return target.getvalue().encode()


def _zip(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return target.getvalue()
