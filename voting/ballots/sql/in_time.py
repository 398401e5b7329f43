"""A ballot is cast while its round is open, and what is in the count is listed by the seal."""

# A minute: whoever was let in before the closing may still be writing.
FUNCTIONS = """
CREATE OR REPLACE FUNCTION ballots_ballot_comes_in_time() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    held programme_round;
BEGIN
    IF NOT forebild_serves(TG_RELID) THEN RETURN NEW; END IF;
    SELECT * INTO held FROM programme_round WHERE id = NEW.round_id;
    IF held.kind NOT IN ('vote', 'extra_vote') OR NEW.cast_at < held.opens_at OR NEW.cast_at >= held.closes_at
        OR abs(extract(epoch FROM forebild_now(held.edition_id) - NEW.cast_at)) > 60 THEN
        RAISE EXCEPTION 'a ballot is cast at this moment, in an open round'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ballot_comes_in_time';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION ballots_leaves_follow_the_seal() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF forebild_serves(TG_RELID) AND NOT EXISTS (
        SELECT FROM programme_seal s JOIN programme_round r ON r.id = s.round_id
        WHERE s.round_id = NEW.round_id AND r.kind IN ('vote', 'extra_vote')
    ) THEN
        RAISE EXCEPTION 'the round is not sealed: nothing says yet what is counted'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'leaves_follow_the_seal';
    END IF;
    RETURN NEW;
END $$;
"""
TRIGGERS = """
CREATE TRIGGER ballot_comes_in_time BEFORE INSERT ON ballots_ballot
    FOR EACH ROW EXECUTE FUNCTION ballots_ballot_comes_in_time();
CREATE TRIGGER leaves_follow_the_seal BEFORE INSERT ON ballots_sealedleaves
    FOR EACH ROW EXECUTE FUNCTION ballots_leaves_follow_the_seal();
"""

MAKE = FUNCTIONS + TRIGGERS

UNMAKE = """
DROP TRIGGER leaves_follow_the_seal ON ballots_sealedleaves;
DROP TRIGGER ballot_comes_in_time ON ballots_ballot;
DROP FUNCTION ballots_leaves_follow_the_seal();
DROP FUNCTION ballots_ballot_comes_in_time();
"""
