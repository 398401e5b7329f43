"""Building a version's package, once, and handing out what was stored."""

from __future__ import annotations

from datetime import datetime

from award.programme.models import Edition
from voting.results.domain.annex import names_of
from voting.results.models import EditionResult, Package
from voting.results.recount import naming
from voting.results.recount.archive import pack, unpack
from voting.results.recount.contents import Contents
from voting.results.recount.packaging import build_package


def store_version(edition: Edition, contents: Contents, *, at: datetime) -> EditionResult:
    """Count, pack and store; nothing is ever built from it again. Raises what the count raises."""
    built = build_package(contents)
    result = EditionResult.objects.create(
        edition=edition,
        version=contents.version,
        content=built.result,
        sha256=built.sha256,
        sealed_at=at,
    )
    core = {name: file for name, file in unpack(built.archive).items() if name != naming.FILE}
    Package.objects.create(result=result, core=pack(core), for_auditor=built.for_auditor)
    return result


def archive_of(result: EditionResult) -> bytes:
    """The package as anybody may download it: what was stored, and the names not erased since."""
    committed = result.content["names"]
    lines = [name for name in names_of(result.edition) if name.alias in committed]
    core = unpack(bytes(result.package.core))
    return pack(core | {naming.FILE: naming.write_names(lines)})


def auditors_file_of(result: EditionResult) -> bytes | None:
    """What a named auditor may read; None where everything is published."""
    stored = result.package.for_auditor
    return None if stored is None else bytes(stored)
