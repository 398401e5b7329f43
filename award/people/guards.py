"""The database's side of proposals and roles: what was proposed stands, and is decided once."""

PROPOSALS_STAND = """
CREATE FUNCTION people_proposal_stands() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    decision CONSTANT text[] := '{state,decided_by_id,decided_at,witnessed_at,outcome}';
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state = 'waiting'
        AND to_jsonb(NEW) - decision = to_jsonb(OLD) - decision
    THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'a proposal stands as it was made, and is decided once: % refused', TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER proposal_stands BEFORE UPDATE OR DELETE ON people_proposal
    FOR EACH ROW EXECUTE FUNCTION people_proposal_stands();
"""

# A role is given and taken away; who gave it, to whom and when is never changed.
ROLES_STAND = """
CREATE FUNCTION people_role_stands() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'a role is given or taken away, not changed: % of % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER role_stands BEFORE UPDATE ON people_role
    FOR EACH ROW EXECUTE FUNCTION people_role_stands();
CREATE TRIGGER past_role_stands BEFORE UPDATE OR DELETE ON people_pastrole
    FOR EACH ROW EXECUTE FUNCTION people_role_stands();
"""

UNDO = """
DROP TRIGGER proposal_stands ON people_proposal;
DROP TRIGGER role_stands ON people_role;
DROP TRIGGER past_role_stands ON people_pastrole;
DROP FUNCTION people_proposal_stands();
DROP FUNCTION people_role_stands();
"""
