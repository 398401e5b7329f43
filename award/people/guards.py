"""The database's side of proposals and roles: what was proposed is decided once."""

PROPOSALS_STAND = """
CREATE FUNCTION people_proposal_stands() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'a proposal is decided once: % refused', TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER proposal_stands BEFORE UPDATE ON people_proposal FOR EACH ROW
    WHEN (OLD.state <> 'waiting') EXECUTE FUNCTION people_proposal_stands();
CREATE TRIGGER proposal_is_made_waiting BEFORE INSERT ON people_proposal FOR EACH ROW
    WHEN (NEW.state <> 'waiting' OR NEW.decided_at IS NOT NULL) EXECUTE FUNCTION people_proposal_stands();
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
"""

UNDO = """
DROP TRIGGER proposal_stands ON people_proposal;
DROP TRIGGER proposal_is_made_waiting ON people_proposal;
DROP TRIGGER role_stands ON people_role;
DROP FUNCTION people_proposal_stands();
DROP FUNCTION people_role_stands();
"""
