"""The clock of an edition, in the database: one place adds the shift, for triggers as for Python."""

MAKE = """
CREATE FUNCTION forebild_now(edition bigint) RETURNS timestamptz LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    shift interval;
BEGIN
    SELECT clock_shift INTO shift FROM programme_edition WHERE id = edition;
    -- As seconds: a day of an interval would be 23 hours long once a year in some sessions.
    RETURN clock_timestamp() + make_interval(secs => coalesce(extract(epoch FROM shift), 0));
END $$;
COMMENT ON FUNCTION forebild_now(bigint) IS
    'What the clock shows in the edition at this moment; for NULL the clock itself.';

CREATE FUNCTION forebild_round_now(round bigint) RETURNS timestamptz LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    RETURN forebild_now((SELECT edition_id FROM programme_round WHERE id = round));
END $$;
COMMENT ON FUNCTION forebild_round_now(bigint) IS
    'What the clock shows in the edition of the round at this moment.';

CREATE FUNCTION programme_made_up_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.is_made_up <> OLD.is_made_up THEN
        RAISE EXCEPTION 'an edition is made up for ever, or never'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'made_up_for_ever';
    END IF;
    IF NEW.clock_shift < OLD.clock_shift THEN
        RAISE EXCEPTION 'the clock of a made-up edition goes forward'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'clock_goes_forward';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER made_up_stays BEFORE UPDATE OF is_made_up, clock_shift ON programme_edition
    FOR EACH ROW EXECUTE FUNCTION programme_made_up_stays();
"""

UNMAKE = """
DROP TRIGGER made_up_stays ON programme_edition;
DROP FUNCTION programme_made_up_stays();
DROP FUNCTION forebild_round_now(bigint);
DROP FUNCTION forebild_now(bigint);
"""
