"""Whoever stands in a round was chosen: by the sealed round of the jury before it.

In the vote of a category without a jury she stood before it opened. A round stands in no category that it is not for.
"""

MAKE = """
CREATE OR REPLACE FUNCTION results_finalist_was_chosen() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    held programme_round;
    of_jury bigint;
BEGIN
    IF NOT forebild_serves(TG_RELID) THEN RETURN NEW; END IF;
    SELECT * INTO held FROM programme_round WHERE id = NEW.round_id;
    IF held.only_for <> '{}' AND NOT EXISTS (
        SELECT FROM programme_category c WHERE c.id = NEW.category_id AND c.slug = ANY(held.only_for)
    ) THEN
        RAISE EXCEPTION 'the round is not for this category'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'round_is_for_the_category';
    END IF;
    IF held.kind NOT IN ('jury', 'vote') THEN RETURN NEW; END IF;
    SELECT r.id INTO of_jury FROM programme_round r JOIN programme_category c ON c.id = NEW.category_id
        WHERE r.edition_id = held.edition_id AND r.kind = 'jury' AND r.place < held.place
            AND (r.only_for = '{}' OR c.slug = ANY(r.only_for)) ORDER BY r.place DESC LIMIT 1;
    IF of_jury IS NULL THEN
        IF held.kind = 'vote' AND held.opens_at <= forebild_now(held.edition_id) THEN
            RAISE EXCEPTION 'the vote has opened: nobody is added to it'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'finalist_was_chosen';
        END IF;
    ELSIF NOT EXISTS (
        SELECT FROM results_roundresult r, programme_category c, nominations_candidate k
        WHERE r.round_id = of_jury AND c.id = NEW.category_id AND k.id = NEW.candidate_id
            AND r.content -> 'categories' -> c.slug -> 'finalists' ? k.alias
    ) THEN
        RAISE EXCEPTION 'in this round stands whom the jury''s sealed round has chosen'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finalist_was_chosen';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER finalist_was_chosen BEFORE INSERT ON nominations_entry
    FOR EACH ROW EXECUTE FUNCTION results_finalist_was_chosen();
"""

FUNCTION = MAKE[: MAKE.index("CREATE TRIGGER")]

UNMAKE = """
DROP TRIGGER finalist_was_chosen ON nominations_entry;
DROP FUNCTION results_finalist_was_chosen();
"""
