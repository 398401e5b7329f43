"""Whoever stands in the vote was chosen: by the jury's sealed round, or, where there is none, before the vote opened."""

MAKE = """
CREATE FUNCTION results_finalist_was_chosen() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    held programme_round;
    of_jury bigint;
BEGIN
    IF NOT forebild_serves(TG_RELID) THEN RETURN NEW; END IF;
    SELECT * INTO held FROM programme_round WHERE id = NEW.round_id;
    IF held.kind <> 'vote' THEN RETURN NEW; END IF;
    SELECT id INTO of_jury FROM programme_round WHERE edition_id = held.edition_id AND kind = 'jury';
    IF of_jury IS NULL THEN
        IF held.opens_at <= forebild_now(held.edition_id) THEN
            RAISE EXCEPTION 'the vote has opened: nobody is added to it'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'finalist_was_chosen';
        END IF;
    ELSIF NOT EXISTS (
        SELECT FROM results_roundresult r, programme_category c, nominations_candidate k
        WHERE r.round_id = of_jury AND c.id = NEW.category_id AND k.id = NEW.candidate_id
            AND r.content -> 'categories' -> c.slug -> 'finalists' ? k.alias
    ) THEN
        RAISE EXCEPTION 'in the vote stands whom the jury''s sealed round has chosen'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finalist_was_chosen';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER finalist_was_chosen BEFORE INSERT ON nominations_entry
    FOR EACH ROW EXECUTE FUNCTION results_finalist_was_chosen();
"""

UNMAKE = """
DROP TRIGGER finalist_was_chosen ON nominations_entry;
DROP FUNCTION results_finalist_was_chosen();
"""
