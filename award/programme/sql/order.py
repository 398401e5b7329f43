"""Rounds that share a category come in the order of the rules, and the announcement after the last of them all.

Extra votes come when they come, and overlap with no round of their category either.
"""

HOLDS = """
CREATE OR REPLACE FUNCTION programme_calendar_holds() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    edition bigint;
BEGIN
    IF TG_TABLE_NAME = 'programme_round' THEN edition := NEW.edition_id; ELSE edition := NEW.id; END IF;
    IF EXISTS (
        SELECT 1 FROM programme_round earlier JOIN programme_round later USING (edition_id)
        WHERE edition_id = edition AND earlier.place < later.place
          AND earlier.kind <> 'extra_vote' AND later.kind <> 'extra_vote'
          AND (earlier.only_for = '{}' OR later.only_for = '{}' OR earlier.only_for && later.only_for)
          AND earlier.closes_at > later.opens_at
    ) THEN
        RAISE EXCEPTION 'the rounds of an edition come in order'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rounds_in_order';
    END IF;
    IF EXISTS (
        SELECT 1 FROM programme_round one JOIN programme_round other USING (edition_id)
        WHERE edition_id = edition AND one.id < other.id
          AND (one.only_for = '{}' OR other.only_for = '{}' OR one.only_for && other.only_for)
          AND tstzrange(one.opens_at, one.closes_at) && tstzrange(other.opens_at, other.closes_at)
    ) THEN
        RAISE EXCEPTION 'rounds that share a category do not overlap'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'rounds_do_not_overlap';
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
