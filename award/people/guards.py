"""The database's side of proposals and roles: what was proposed is decided once."""

# Decided once, and never rewritten; emptied of what it says of somebody, should the law ask.
PROPOSALS_STAND = """
CREATE FUNCTION people_proposal_stands() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    emptied text[] := ARRAY['payload', 'reason', 'outcome'];
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.state = 'waiting' AND NEW.payload = OLD.payload AND NEW.reason = OLD.reason THEN RETURN NEW; END IF;
        IF NEW.payload = '{}' AND NEW.reason = '–' AND NEW.outcome = ''
            AND to_jsonb(NEW) - emptied = to_jsonb(OLD) - emptied THEN RETURN NEW; END IF;
    END IF;
    RAISE EXCEPTION 'a proposal is decided once: % refused', TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER proposal_stands BEFORE UPDATE ON people_proposal FOR EACH ROW
    EXECUTE FUNCTION people_proposal_stands();
CREATE TRIGGER proposal_is_made_waiting BEFORE INSERT ON people_proposal FOR EACH ROW
    WHEN (NEW.state <> 'waiting' OR NEW.decided_at IS NOT NULL) EXECUTE FUNCTION people_proposal_stands();
"""

# Nobody but the table's owner may empty them: whoever calls this does it in her name.
BLANK_PROPOSALS = """
CREATE FUNCTION forebild_blank_proposals(about text, kept bigint) RETURNS integer LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    emptied integer;
BEGIN
    UPDATE public.people_proposal SET payload = '{}', reason = '–', outcome = ''
        WHERE subject = about AND about <> '' AND id <> kept;
    GET DIAGNOSTICS emptied = ROW_COUNT;
    IF emptied > 0 THEN
        PERFORM public.forebild_note_erasure('people_proposal', about);
    END IF;
    RETURN emptied;
END $$;
REVOKE ALL ON FUNCTION forebild_blank_proposals(text, bigint) FROM PUBLIC;
"""
UNDO_BLANK_PROPOSALS = "DROP FUNCTION forebild_blank_proposals(text, bigint);"
UNDO_PROPOSALS_STAND = """
DROP TRIGGER proposal_stands ON people_proposal;
DROP TRIGGER IF EXISTS proposal_is_made_waiting ON people_proposal;
DROP FUNCTION people_proposal_stands();
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

UNDO_ROLES_STAND = """
DROP TRIGGER role_stands ON people_role;
DROP FUNCTION people_role_stands();
"""
UNDO = UNDO_PROPOSALS_STAND + UNDO_ROLES_STAND
