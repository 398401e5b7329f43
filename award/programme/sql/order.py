"""Rounds of an edition come in order, and the announcement after the last of them; extra votes come when they come."""

HOLDS = """
CREATE OR REPLACE FUNCTION programme_calendar_holds() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    edition bigint;
BEGIN
    IF TG_TABLE_NAME = 'programme_round' THEN edition := NEW.edition_id; ELSE edition := NEW.id; END IF;
    IF EXISTS (
        SELECT 1 FROM programme_round earlier JOIN programme_round later USING (edition_id)
        WHERE edition_id = edition
          AND array_position(ARRAY['nomination', 'jury', 'vote'], earlier.kind::text)
            < array_position(ARRAY['nomination', 'jury', 'vote'], later.kind::text)
          AND earlier.closes_at > later.opens_at
    ) THEN
        RAISE EXCEPTION 'the rounds of an edition come in order'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rounds_in_order';
    END IF;
    IF EXISTS (
        SELECT 1 FROM programme_edition e JOIN programme_round r ON r.edition_id = e.id
        WHERE e.id = edition AND e.announce_at < r.closes_at AND r.kind <> 'extra_vote'
    ) THEN
        RAISE EXCEPTION 'the announcement comes after the last round'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'announced_after_closing';
    END IF;
    RETURN NULL;
END $$;
"""

MAKE = (
    HOLDS
    + """
CREATE CONSTRAINT TRIGGER rounds_in_order AFTER INSERT OR UPDATE ON programme_round
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION programme_calendar_holds();
CREATE CONSTRAINT TRIGGER announced_after_closing AFTER INSERT OR UPDATE ON programme_edition
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION programme_calendar_holds();
"""
)

UNMAKE = """
DROP TRIGGER rounds_in_order ON programme_round;
DROP TRIGGER announced_after_closing ON programme_edition;
DROP FUNCTION programme_calendar_holds();
"""
