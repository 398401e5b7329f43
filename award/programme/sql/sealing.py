"""A seal is put on a round that is over, by its edition's own clock."""

MAKE = """
CREATE FUNCTION programme_seal_after_closing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT closes_at FROM programme_round WHERE id = NEW.round_id) > forebild_round_now(NEW.round_id) THEN
        RAISE EXCEPTION 'a round that is not over is not sealed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sealed_after_closing';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sealed_after_closing BEFORE INSERT ON programme_seal
    FOR EACH ROW EXECUTE FUNCTION programme_seal_after_closing();
"""

UNMAKE = """
DROP TRIGGER sealed_after_closing ON programme_seal;
DROP FUNCTION programme_seal_after_closing();
"""
