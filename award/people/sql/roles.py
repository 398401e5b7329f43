"""A role counts from the moment at which it is given, and one that is taken away leaves its line."""

MAKE = """
-- Only the owner dates one back, as the demo's are.
CREATE FUNCTION people_role_counts_from_now() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF forebild_serves(TG_RELID) THEN
        NEW.created_at := clock_timestamp();
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER role_counts_from_now BEFORE INSERT ON people_role
    FOR EACH ROW EXECUTE FUNCTION people_role_counts_from_now();

CREATE FUNCTION people_past_role_is_of_now() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF forebild_serves(TG_RELID) THEN
        NEW.withdrawn_at := clock_timestamp();
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER past_role_is_of_now BEFORE INSERT ON people_pastrole
    FOR EACH ROW EXECUTE FUNCTION people_past_role_is_of_now();

CREATE FUNCTION people_role_leaves_its_line() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF forebild_serves(TG_RELID) AND NOT EXISTS (
        SELECT FROM people_pastrole p
        WHERE (p.person_id, p.organisation_id, p.kind, p.granted_at)
            = (OLD.person_id, OLD.organisation_id, OLD.kind, OLD.created_at)
          AND p.edition_id IS NOT DISTINCT FROM OLD.edition_id
          AND p.granted_by_id IS NOT DISTINCT FROM OLD.granted_by_id
          AND p.withdrawn_at > clock_timestamp() - interval '1 minute'
    ) THEN
        RAISE EXCEPTION 'a role that is taken away leaves a line of who had it, and when'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'role_leaves_its_line';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER role_leaves_its_line BEFORE DELETE ON people_role
    FOR EACH ROW EXECUTE FUNCTION people_role_leaves_its_line();
"""

UNMAKE = """
DROP TRIGGER role_leaves_its_line ON people_role;
DROP TRIGGER past_role_is_of_now ON people_pastrole;
DROP TRIGGER role_counts_from_now ON people_role;
DROP FUNCTION people_role_leaves_its_line();
DROP FUNCTION people_past_role_is_of_now();
DROP FUNCTION people_role_counts_from_now();
"""
