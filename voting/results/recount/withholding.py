"""The file for an auditor: what a package tells by figures only, under a hash that it publishes."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from voting.count.reckoning import Material
from voting.results.recount.archive import pack
from voting.results.recount.linking import PANEL
from voting.results.recount.publishing import Publication
from voting.results.recount.tables import EXTRA_BALLOTS, ballots_csv, scores_csv


def auditors_file(
    materials: Sequence[Material],
    rules: Mapping[str, Any],
    publication: Publication,
    *,
    salt: str,
) -> bytes | None:
    """A ZIP file of the sheets and ballots that are withheld; None where nothing is.

    The salt lies in it, so that nobody can try sheets against its published SHA-256. It is stored
    without compression: its bytes depend on nothing but what is in it. Raises `ValueError` where
    there is no salt.
    """
    if not publication.withholds:
        return None
    if not salt:
        raise ValueError("what is withheld needs a salt")
    files = {"salt.txt": f"{salt}\n".encode()}
    if not publication.whole_jury:
        files["scores.csv"] = scores_csv(materials, rules, linked=PANEL)
    if few := [m for m in materials if not publication.whole_public(m.slug)]:
        files["ballots.csv"] = ballots_csv(few)
    if few := [m.extra for m in materials if m.extra and not publication.whole_extra(m.slug)]:
        files[EXTRA_BALLOTS] = ballots_csv(few)
    return pack(files, compression=zipfile.ZIP_STORED)
