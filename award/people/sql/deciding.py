"""Who proposes and who decides, judged by the roles that are stored: `award.people.domain.circle` in the database.

Which accounts are one person by their addresses is for the code alone.
"""

# Acts that one organiser may decide, and those that never take effect by waiting: as the rooms register them
# (`award.people.domain.acts`; a test compares).
TAKE_ONE = ("candidate.ineligible", "rules.extend_alone", "rules.spelling")
ALWAYS_WITNESS = (
    "candidate.erase", "candidate.ineligible", "candidate.let_in", "candidate.no", "organisation.seniority",
    "result.another_round", "result.correct", "result.jury_meeting", "result.longer_extra_vote", "result.runner_up",
    "result.withhold",
)  # fmt: skip

_MAKE = """
CREATE FUNCTION people_decides_since(who bigint, of_organisation bigint, of_edition bigint)
    RETURNS timestamptz LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT min(r.created_at) FROM people_role r JOIN people_person p ON p.id = r.person_id
    WHERE r.person_id = who AND p.is_active AND r.organisation_id = of_organisation
      AND r.kind IN ('owner', 'organiser') AND (r.edition_id IS NULL OR r.edition_id = of_edition);
$$;
COMMENT ON FUNCTION people_decides_since(bigint, bigint, bigint) IS
    'Since when somebody decides in the edition, or in the whole organisation; NULL when she does not.';

CREATE FUNCTION people_lately_let_in(giver bigint, taker bigint, under people_proposal)
    RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM people_role r
        WHERE r.person_id = taker AND r.granted_by_id = giver AND r.created_at > under.senior_before
          AND r.kind IN ('owner', 'organiser') AND r.organisation_id = under.organisation_id
          AND (r.edition_id IS NULL OR r.edition_id = under.edition_id)
    );
$$;

CREATE FUNCTION people_proposal_is_made_now() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    days integer;
    kept timestamptz;
    since timestamptz;
BEGIN
    IF NOT forebild_serves(TG_RELID) THEN RETURN NEW; END IF;
    SELECT seniority_days, seniority_kept INTO days, kept FROM programme_organisation WHERE id = NEW.organisation_id;
    IF abs(extract(epoch FROM forebild_now(NEW.edition_id) - NEW.proposed_at)) > 60
        OR NEW.senior_before > greatest(clock_timestamp() - make_interval(secs => days * 86400), kept) THEN
        RAISE EXCEPTION 'a proposal is of this moment'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_is_made_now';
    END IF;
    IF NEW.edition_id IS NOT NULL AND NEW.organisation_id IS DISTINCT FROM (
        SELECT a.organisation_id FROM programme_edition e JOIN programme_award a ON a.id = e.award_id
        WHERE e.id = NEW.edition_id
    ) THEN
        RAISE EXCEPTION 'a proposal is decided where its award is given'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_is_of_its_award';
    END IF;
    IF NEW.needs = 'one' AND NEW.kind NOT IN (%(take_one)s) THEN
        RAISE EXCEPTION 'this takes two people'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_takes_two';
    END IF;
    IF NEW.needs = 'hours' AND NEW.kind IN (%(always_witness)s) THEN
        RAISE EXCEPTION 'this takes effect by no waiting'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_takes_a_witness';
    END IF;
    since := people_decides_since(NEW.proposed_by_id, NEW.organisation_id, NEW.edition_id);
    IF since IS NULL OR (NEW.needs <> 'one' AND since > NEW.senior_before) THEN
        RAISE EXCEPTION 'whoever proposes decides here, and has done so for the days of seniority'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'proposed_by_senior';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER proposal_is_made_now BEFORE INSERT ON people_proposal
    FOR EACH ROW EXECUTE FUNCTION people_proposal_is_made_now();

-- Somebody who may second it may do so whatever it waits for: a witness, or hours in public.
CREATE FUNCTION people_proposal_is_decided_by_two() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    since timestamptz;
BEGIN
    IF NEW.decided_by_id IS NULL THEN
        IF NEW.needs = 'one' AND people_decides_since(
            NEW.proposed_by_id, NEW.organisation_id, NEW.edition_id) IS NULL THEN
            RAISE EXCEPTION 'only those who decide here decide'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'decided_by_senior';
        END IF;
        IF NEW.needs = 'witness' AND NOT EXISTS (
            SELECT FROM people_witness w WHERE w.proposal_id = NEW.id AND w.confirmed_at IS NOT NULL) THEN
            RAISE EXCEPTION 'the witness has not confirmed it'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'witness_has_confirmed';
        END IF;
        IF NEW.needs = 'hours' AND NEW.takes_effect_at > forebild_now(NEW.edition_id) THEN
            RAISE EXCEPTION 'it has not stood in public for its hours'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'hours_are_over';
        END IF;
        RETURN NEW;
    END IF;
    since := people_decides_since(NEW.decided_by_id, NEW.organisation_id, NEW.edition_id);
    IF since IS NULL OR since > NEW.senior_before THEN
        RAISE EXCEPTION 'whoever approves decides here, and has done so for the days of seniority'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decided_by_senior';
    END IF;
    IF people_lately_let_in(NEW.proposed_by_id, NEW.decided_by_id, NEW)
        OR people_lately_let_in(NEW.decided_by_id, NEW.proposed_by_id, NEW) THEN
        RAISE EXCEPTION 'one of the two has lately let the other in'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decided_by_another';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER proposal_is_decided_by_two BEFORE UPDATE ON people_proposal FOR EACH ROW
    WHEN (OLD.state = 'waiting' AND NEW.state = 'approved')
    EXECUTE FUNCTION people_proposal_is_decided_by_two();
"""


def _quoted(kinds: tuple[str, ...]) -> str:
    return ", ".join(f"'{kind}'" for kind in kinds)


MAKE = _MAKE.replace("%(take_one)s", _quoted(TAKE_ONE)).replace(
    "%(always_witness)s", _quoted(ALWAYS_WITNESS)
)

UNMAKE = """
DROP TRIGGER proposal_is_decided_by_two ON people_proposal;
DROP TRIGGER proposal_is_made_now ON people_proposal;
DROP FUNCTION people_proposal_is_decided_by_two();
DROP FUNCTION people_proposal_is_made_now();
DROP FUNCTION people_lately_let_in(bigint, bigint, people_proposal);
DROP FUNCTION people_decides_since(bigint, bigint, bigint);
"""
