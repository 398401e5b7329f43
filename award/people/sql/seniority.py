"""The days of seniority become fewer by two people, and more when as many days as before have passed."""

MAKE = """
UPDATE programme_organisation SET seniority_next = NULL, seniority_from = NULL
    WHERE seniority_next <= seniority_days;

CREATE FUNCTION people_seniority_stands() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    decided people_proposal;
    kept timestamptz;
BEGIN
    IF NOT forebild_serves(TG_RELID) THEN RETURN NEW; END IF;
    kept := greatest(clock_timestamp() - make_interval(secs => OLD.seniority_days * 86400), OLD.seniority_kept);
    IF NEW.seniority_kept IS DISTINCT FROM OLD.seniority_kept AND (
        NEW.seniority_days <= OLD.seniority_days OR NEW.seniority_kept IS NULL
        OR abs(extract(epoch FROM kept - NEW.seniority_kept)) > 60
    ) OR NEW.seniority_days > OLD.seniority_days AND NEW.seniority_kept IS NOT DISTINCT FROM OLD.seniority_kept
    THEN
        RAISE EXCEPTION 'a higher number shuts nobody out who counts, and lets nobody in'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'seniority_stands';
    END IF;
    IF NEW.seniority_days < OLD.seniority_days THEN
        SELECT * INTO decided FROM people_proposal
            WHERE organisation_id = OLD.id AND kind = 'organisation.seniority' AND state = 'approved'
            ORDER BY decided_at DESC, id DESC LIMIT 1;
        IF (decided.payload ->> 'days')::int IS DISTINCT FROM NEW.seniority_days THEN
            RAISE EXCEPTION 'fewer days of seniority take two people'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'seniority_stands';
        END IF;
    ELSIF NEW.seniority_days > OLD.seniority_days AND (
        OLD.seniority_next IS DISTINCT FROM NEW.seniority_days OR OLD.seniority_from > clock_timestamp()
    ) OR NEW.seniority_next IS NOT NULL
        AND (NEW.seniority_next, NEW.seniority_from) IS DISTINCT FROM (OLD.seniority_next, OLD.seniority_from)
        AND (NEW.seniority_next < NEW.seniority_days OR NEW.seniority_from
            < clock_timestamp() + make_interval(secs => OLD.seniority_days * 86400 - 60))
    THEN
        RAISE EXCEPTION 'more days of seniority hold when as many as before have passed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'seniority_stands';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER seniority_stands BEFORE UPDATE ON programme_organisation FOR EACH ROW
    WHEN ((NEW.seniority_days, NEW.seniority_next, NEW.seniority_from, NEW.seniority_kept)
        IS DISTINCT FROM (OLD.seniority_days, OLD.seniority_next, OLD.seniority_from, OLD.seniority_kept))
    EXECUTE FUNCTION people_seniority_stands();
"""

UNMAKE = """
DROP TRIGGER seniority_stands ON programme_organisation;
DROP FUNCTION people_seniority_stands();
"""
