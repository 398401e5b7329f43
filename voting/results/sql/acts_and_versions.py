"""A later version stands on a decided act about this result, or on an extra vote that was sealed: one on each.

Two decisions about different categories may wait at once: neither is bound to the newest version.
"""

from __future__ import annotations

from voting.results.sql.versions import VERSIONS

_FUNCTION = VERSIONS[: VERSIONS.index("CREATE TRIGGER")]
BEFORE = _FUNCTION.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)

_BOUND_TO_THE_NEWEST = BEFORE[
    BEFORE.index("follows := last >") : BEFORE.index("    END IF;\n    IF NEW.version")
]

# Each act gives one version, in its transaction, and each extra vote one when it is sealed.
_ONE_EACH = """follows := NEW.version <= 1 + (
            SELECT count(*) FROM people_proposal p JOIN results_editionresult r
                ON r.edition_id = p.edition_id AND p.payload ->> 'result' = r.id::text
            WHERE p.edition_id = NEW.edition_id AND p.state = 'approved'
              AND p.needs IN ('second', 'witness') AND p.kind IN ('result.withhold', 'result.jury_meeting',
                'result.runner_up', 'result.another_round', 'result.correct')
        ) + (
            SELECT count(*) FROM programme_round r JOIN programme_seal s ON s.round_id = r.id
            WHERE r.edition_id = NEW.edition_id AND r.kind = 'extra_vote'
        );
"""

MAKE = BEFORE.replace(_BOUND_TO_THE_NEWEST, _ONE_EACH)

UNMAKE = BEFORE
