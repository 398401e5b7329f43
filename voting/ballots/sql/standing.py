"""What the database itself refuses of ballots and voters, beside changing them."""

# The code's own guard (`award.programme.domain.guard`) holds the round open for a vote; this is for whoever
# goes round the code.
MAKE = """
CREATE FUNCTION ballots_not_into_a_sealed_round() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM programme_seal WHERE round_id = NEW.round_id) THEN
        RAISE EXCEPTION 'the round is sealed: no ballot is added'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ballot_before_the_seal';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER ballot_before_the_seal BEFORE INSERT ON ballots_ballot
    FOR EACH ROW EXECUTE FUNCTION ballots_not_into_a_sealed_round();

CREATE FUNCTION ballots_voter_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a voter stays in the round that she voted in'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'voter_stands';
END $$;
CREATE TRIGGER voter_stands BEFORE UPDATE ON ballots_voter FOR EACH ROW
    WHEN ((NEW.id, NEW.round_id, NEW.voter_key) IS DISTINCT FROM (OLD.id, OLD.round_id, OLD.voter_key))
    EXECUTE FUNCTION ballots_voter_stands();
"""

UNMAKE = """
DROP TRIGGER ballot_before_the_seal ON ballots_ballot;
DROP TRIGGER voter_stands ON ballots_voter;
DROP FUNCTION ballots_not_into_a_sealed_round();
DROP FUNCTION ballots_voter_stands();
"""
