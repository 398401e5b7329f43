"""The recount package: everything a stranger needs to count again.

    package = build_package(Contents(…))      once, when the result is sealed
    package.sha256        of the manifest of everything but the names: published, and it stays
    package.result        result.json as an object: the sealed content that pages are made from
    package.archive       the ZIP file, to be stored and handed out as it is
    package.for_auditor   a ZIP file that only a named auditor may read, to be stored apart, or None

Nothing here knows Django: the caller gives plain data (`voting.results.recount.contents`), in which
everybody has an alias. The same contents give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voting.count.lots import commitment
from voting.count.reckoning import Reckoning, reckon
from voting.count.rounds import AT
from voting.results.recount import naming
from voting.results.recount.archive import manifest, pack
from voting.results.recount.contents import Contents
from voting.results.recount.publishing import Publication, publication_of
from voting.results.recount.tables import (
    EXTRA_BALLOTS,
    ballots_csv,
    decisions_csv,
    figures_csv,
    scores_csv,
)
from voting.results.recount.withholding import auditors_file

FORMAT = "forebild-result/2"
RECOUNTER = Path(__file__).with_name("recount.py")
MANIFEST = "manifest.txt"
README = """Räkna om / Count again

    python recount.py PAKETET.zip

Det enda du behöver är Python 3.9 eller senare. Programmet läser filerna i paketet, räknar om
resultatet från början och säger om det stämmer med result.json. Ingen röstandes namn, adress eller
tid finns här. Ditt kvittos fingeravtryck ska stå i receipts.txt. Vad finalisterna heter står i
names.csv; den som har låtit radera sitt namn står kvar under sin beteckning. J1 är samma juryledamot
i hela scores.csv, om det inte i result.json står (publication, aliases) att det bara gäller inom en
kategori eller för en nominerad.

All you need is Python 3.9 or later. The program reads the files of this package, counts the result
anew and says whether it agrees with result.json. No voter's name, address or time is in here. The
fingerprint of your receipt should stand in receipts.txt. What the finalists are called stands in
names.csv; whoever has had a name erased remains under the alias. J1 is the same juror in all of
scores.csv, unless result.json says (publication, aliases) that it is so within a category or an entry alone.
"""


EXTRA = """
Kategorin som var oavgjord fick en extra omröstning: dess röster står i extra-ballots.csv, och de avgör den
ensamma.

The category that was left undecided got an extra vote: its ballots stand in extra-ballots.csv, and they
alone decide it.
"""


MADE_UP = """Påhittad övning: ingenting här är på riktigt.
A made-up rehearsal: nothing here is real.

"""


@dataclass(frozen=True)
class Package:
    """See the top of this module."""

    sha256: str
    result: dict[str, Any]
    archive: bytes
    for_auditor: bytes | None


def build_package(contents: Contents) -> Package:
    """Count every category and pack it. Raises what `reckon` raises, and `ValueError`."""
    rules = json.loads(contents.rules)
    reckonings = [reckon(rules, m, seed=contents.seed) for m in contents.materials]
    publication = publication_of(rules, contents.materials)
    for_auditor = auditors_file(contents.materials, rules, publication, salt=contents.auditor_salt)
    result = _result(contents, reckonings, publication, for_auditor)
    core = _core(contents, rules, reckonings, publication, result)
    annex = {naming.FILE: naming.write_names(contents.names)}
    return Package(_sha256(core[MANIFEST]), result, pack(core | annex), for_auditor)


def _result(
    contents: Contents,
    reckonings: Sequence[Reckoning],
    publication: Publication,
    for_auditor: bytes | None,
) -> dict[str, Any]:
    """result.json; `more` cannot replace what is the counter's to say."""
    seed = contents.seed
    said: dict[str, Any] = {
        "format": FORMAT,
        "version": contents.version,
        "earlier": contents.earlier,
        "rules": {"version": contents.rules_version, "sha256": _sha256(contents.rules)},
        "lot": {
            "seed": None if seed is None else seed.hex(),
            "commitment": None if seed is None else commitment(seed),
        },
        "log_head": {"seq": contents.log_head[0], "hash": contents.log_head[1]},
        "names": naming.commitments(contents.names),
        "publication": publication.to_json(),
        "for_auditor": None if for_auditor is None else _sha256(for_auditor),
        "correction": contents.correction and contents.correction.to_json(),
        "decision": {slug: d.to_json() for slug, d in contents.decisions.items()},
        "categories": {f.slug: f.to_json() for f in reckonings if AT not in f.slug},
        **_stages(reckonings),
    }
    if taken := set(said) & set(contents.more):
        raise ValueError(f"the result says itself: {', '.join(sorted(taken))}")
    return {**contents.more, **said}


def _stages(reckonings: Sequence[Reckoning]) -> dict[str, Any]:
    """What earlier juries came to; nothing where there was none."""
    stages = {found.slug: found.stage_to_json() for found in reckonings if AT in found.slug}
    return {"stages": stages} if stages else {}


def _readme(contents: Contents, publication: Publication) -> str:
    """What a made-up edition came to says so first (`more` tells), and what an extra vote adds last."""
    first = MADE_UP if contents.more.get("made_up") else ""
    return f"{first}{README}{EXTRA if publication.extra else ''}"


def _core(
    contents: Contents,
    rules: Mapping[str, Any],
    reckonings: Sequence[Reckoning],
    publication: Publication,
    result: Mapping[str, Any],
) -> dict[str, bytes]:
    """What is hashed, and the manifest of it."""
    files = {
        "rules.json": contents.rules,
        "ballots.csv": ballots_csv(
            m for m in contents.materials if publication.whole_public(m.slug)
        ),
        "scores.csv": scores_csv(
            contents.materials if publication.whole_jury else [], rules, linked=publication.linked
        ),
        "figures.csv": figures_csv(reckonings, rules, publication),
        "decisions.csv": decisions_csv(contents.materials),
        "receipts.txt": "".join(f"{leaf}\n" for leaf in sorted(contents.receipts)).encode(),
        "log-head.txt": "{} {}\n".format(*contents.log_head).encode(),
        "result.json": _json(result),
        "README.txt": _readme(contents, publication).encode(),
        "recount.py": RECOUNTER.read_bytes(),
    }
    if publication.extra:
        files[EXTRA_BALLOTS] = _extra_ballots(contents, publication)
    return files | {MANIFEST: manifest(files)}


def _extra_ballots(contents: Contents, publication: Publication) -> bytes:
    """Those of the extra votes, which are published as other ballots are."""
    extra = [m.extra for m in contents.materials if m.extra]
    return ballots_csv(m for m in extra if publication.whole_extra(m.slug))


def _json(result: Mapping[str, Any]) -> bytes:
    """One line, keys in order: the same result is the same bytes."""
    text = json.dumps(result, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
