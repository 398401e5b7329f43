"""The database's side of the two roles: whether a statement comes from whoever serves, and what the chain takes.

A guard that asks `forebild_serves` holds against the role that serves and leaves the owner of the table alone:
what she does by hand, and what her `SECURITY DEFINER` functions do, is let through.
"""

SERVES = """
CREATE FUNCTION forebild_serves(relation oid) RETURNS boolean LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT current_user <> pg_get_userbyid(relowner) FROM pg_class WHERE oid = relation;
$$;
COMMENT ON FUNCTION forebild_serves(oid) IS
    'Whether the statement comes from a role that does not own the table.';
"""

# The hashes themselves are for `manage.py verify_log`: the database knows no RFC 8785.
FOLLOWS = """
CREATE FUNCTION log_entry_follows() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    last log_logentry;
BEGIN
    IF NOT forebild_serves(TG_RELID) THEN RETURN NEW; END IF;
    SELECT * INTO last FROM log_logentry ORDER BY seq DESC LIMIT 1;
    IF NEW.seq <> coalesce(last.seq, 0) + 1 OR NEW.prev_hash <> coalesce(last.hash, repeat('0', 64))
        OR abs(extract(epoch FROM clock_timestamp() - NEW.at)) > 60 THEN
        RAISE EXCEPTION 'an entry of the log is the next one, of this moment'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'log_entry_follows';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER entry_follows BEFORE INSERT ON log_logentry
    FOR EACH ROW EXECUTE FUNCTION log_entry_follows();

CREATE FUNCTION log_payload_comes_at_once() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF forebild_serves(TG_RELID) AND NEW.seq <> (SELECT max(seq) FROM log_logentry) THEN
        RAISE EXCEPTION 'what an entry of the log says is written with it, and not later'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'log_payload_comes_at_once';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payload_comes_at_once BEFORE INSERT ON log_logpayload
    FOR EACH ROW EXECUTE FUNCTION log_payload_comes_at_once();
"""

UNDO_FOLLOWS = """
DROP TRIGGER payload_comes_at_once ON log_logpayload;
DROP TRIGGER entry_follows ON log_logentry;
DROP FUNCTION log_payload_comes_at_once();
DROP FUNCTION log_entry_follows();
"""
UNDO_SERVES = "DROP FUNCTION forebild_serves(oid);"
