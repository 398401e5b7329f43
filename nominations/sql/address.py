"""Whoever reads a nominee's mail answers in her place: where voices are on her, two people decide where it goes."""

MAKE = """
CREATE FUNCTION nominations_address_is_decided() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    decided text;
BEGIN
    IF NOT forebild_serves(TG_RELID) THEN RETURN NEW; END IF;
    IF OLD.declined_herself AND NEW.declined_herself THEN
        RAISE EXCEPTION 'whoever has said no herself is asked nowhere else'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'candidate_address_stands';
    END IF;
    IF EXISTS (
        SELECT FROM nominations_entry e JOIN programme_round r ON r.id = e.round_id
        WHERE e.candidate_id = NEW.id AND (r.closes_at <= forebild_now(r.edition_id)
            OR r.kind IN ('vote', 'extra_vote') AND r.opens_at <= forebild_now(r.edition_id))
    ) THEN
        SELECT p.payload ->> 'email' INTO decided FROM people_proposal p
            WHERE p.kind = 'candidate.readdress' AND p.subject = 'candidate:' || NEW.id
              AND p.edition_id = NEW.edition_id AND p.state = 'approved'
            ORDER BY p.decided_at DESC, p.id DESC LIMIT 1;
        IF decided IS DISTINCT FROM NEW.email THEN
            RAISE EXCEPTION 'voices are on her: her address changes by two people'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'candidate_address_is_decided';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER candidate_address_is_decided BEFORE UPDATE ON nominations_candidate FOR EACH ROW
    WHEN (NEW.email <> OLD.email AND NEW.email <> '')
    EXECUTE FUNCTION nominations_address_is_decided();
"""

UNMAKE = """
DROP TRIGGER candidate_address_is_decided ON nominations_candidate;
DROP FUNCTION nominations_address_is_decided();
"""
