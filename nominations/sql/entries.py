"""Who stands in a round: entered before its door closes, and taken out of none that has opened."""

MAKE = """
CREATE FUNCTION nominations_entry_stands() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT forebild_serves(TG_RELID) THEN RETURN coalesce(NEW, OLD); END IF;
    IF TG_OP = 'UPDATE' OR EXISTS (
        SELECT FROM programme_round r WHERE r.id = OLD.round_id AND r.opens_at <= forebild_now(r.edition_id)
    ) THEN
        RAISE EXCEPTION 'whoever stands in a round that has opened stands in it: % refused', TG_OP
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'entry_stands';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER entry_stands BEFORE UPDATE OR DELETE ON nominations_entry
    FOR EACH ROW EXECUTE FUNCTION nominations_entry_stands();

-- A minute: whoever was let in before the closing may still be writing.
CREATE FUNCTION nominations_entry_comes_in_time() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    held programme_round;
BEGIN
    IF NOT forebild_serves(TG_RELID) THEN RETURN NEW; END IF;
    SELECT * INTO held FROM programme_round WHERE id = NEW.round_id;
    IF held.closes_at + interval '1 minute' <= forebild_now(held.edition_id)
        OR EXISTS (SELECT FROM programme_seal WHERE round_id = held.id)
        OR (SELECT edition_id FROM programme_category WHERE id = NEW.category_id) <> held.edition_id
        OR (SELECT edition_id FROM nominations_candidate WHERE id = NEW.candidate_id) <> held.edition_id
    THEN
        RAISE EXCEPTION 'the round is over, or another edition''s: nobody is entered in it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_comes_in_time';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER entry_comes_in_time BEFORE INSERT ON nominations_entry
    FOR EACH ROW EXECUTE FUNCTION nominations_entry_comes_in_time();
"""

UNMAKE = """
DROP TRIGGER entry_comes_in_time ON nominations_entry;
DROP TRIGGER entry_stands ON nominations_entry;
DROP FUNCTION nominations_entry_comes_in_time();
DROP FUNCTION nominations_entry_stands();
"""
