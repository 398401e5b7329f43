"""An extra vote is what two people have decided on, in the database as well: its times, its category, who stands."""

# The act as it is stored: `voting/results/domain/deciding.py` and `lengthening.py` write it.
MAKE = """
CREATE FUNCTION results_extra_vote_is_decided() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.kind = 'extra_vote' THEN
        IF NEW.closes_at <> OLD.closes_at AND NOT EXISTS (
            SELECT FROM people_proposal p WHERE p.edition_id = NEW.edition_id AND p.state = 'approved'
                AND p.kind = 'result.longer_extra_vote' AND (p.payload ->> 'round')::bigint = NEW.id
                AND (p.payload ->> 'until')::timestamptz = NEW.closes_at
        ) THEN
            RAISE EXCEPTION 'an extra vote becomes longer by a proposal that was approved'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'extra_vote_is_decided';
        END IF;
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT FROM people_proposal p JOIN programme_category c ON c.id = NEW.supplements_id
        WHERE p.edition_id = NEW.edition_id AND c.edition_id = NEW.edition_id
            AND p.kind = 'result.another_round' AND p.state = 'approved'
            AND p.payload ->> 'category' = c.slug
            AND NEW.opens_at = coalesce((p.payload ->> 'opens_at')::timestamptz, p.decided_at)
            AND NEW.closes_at = (p.payload ->> 'closes_at')::timestamptz
    ) THEN
        RAISE EXCEPTION 'an extra vote is held by a proposal that was approved'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'extra_vote_is_decided';
    END IF;
    IF EXISTS (
        SELECT FROM programme_round r WHERE r.edition_id = NEW.edition_id
            AND (r.kind <> 'extra_vote' OR r.supplements_id = NEW.supplements_id)
            AND NOT EXISTS (SELECT FROM programme_seal s WHERE s.round_id = r.id)
    ) OR (
        SELECT r.content -> 'categories' -> c.slug ->> 'status'
        FROM results_editionresult r JOIN programme_category c ON c.id = NEW.supplements_id
        WHERE r.edition_id = NEW.edition_id ORDER BY r.version DESC LIMIT 1
    ) IS DISTINCT FROM 'undecided' THEN
        RAISE EXCEPTION 'an extra vote is about what is sealed and undecided'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'extra_vote_after_the_seal';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER extra_vote_is_decided BEFORE INSERT OR UPDATE ON programme_round FOR EACH ROW
    WHEN (NEW.kind = 'extra_vote') EXECUTE FUNCTION results_extra_vote_is_decided();

CREATE FUNCTION results_stands_as_decided() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM programme_round r JOIN programme_category c ON c.id = r.supplements_id
        WHERE r.id = NEW.round_id AND r.kind = 'extra_vote' AND NOT (NEW.category_id = c.id AND EXISTS (
            SELECT FROM people_proposal p JOIN nominations_candidate k ON k.id = NEW.candidate_id
            WHERE p.edition_id = r.edition_id AND k.edition_id = r.edition_id
                AND p.kind = 'result.another_round' AND p.state = 'approved'
                AND p.payload ->> 'category' = c.slug AND p.payload -> 'aliases' ? k.alias
                AND r.opens_at = coalesce((p.payload ->> 'opens_at')::timestamptz, p.decided_at)
        ))
    ) THEN
        RAISE EXCEPTION 'in an extra vote stands whom the proposal that was approved names'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'stands_as_decided';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stands_as_decided BEFORE INSERT OR UPDATE ON nominations_entry
    FOR EACH ROW EXECUTE FUNCTION results_stands_as_decided();
"""

UNMAKE = """
DROP TRIGGER stands_as_decided ON nominations_entry;
DROP FUNCTION results_stands_as_decided();
DROP TRIGGER extra_vote_is_decided ON programme_round;
DROP FUNCTION results_extra_vote_is_decided();
"""
