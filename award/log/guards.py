"""The database's side of what is append-only: a trigger that refuses, a function that may erase."""

REFUSE = """
CREATE FUNCTION forebild_append_only() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
-- Its arguments: the function that alone may delete, or nothing; then the columns that may change.
DECLARE
    callers text;
BEGIN
    IF TG_OP = 'UPDATE' AND TG_NARGS > 1
        AND to_jsonb(NEW) - TG_ARGV[1:] = to_jsonb(OLD) - TG_ARGV[1:] THEN RETURN NEW; END IF;
    -- The statement's own words stand among the callers', so whoever serves could write a name there:
    -- the function that erases works in the owner's name, and nobody else is let through.
    IF TG_OP = 'DELETE' AND TG_ARGV[0] <> ''
        AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID) THEN
        GET DIAGNOSTICS callers = PG_CONTEXT;
        IF callers ~ ('\\m' || TG_ARGV[0] || '\\(') THEN RETURN OLD; END IF;
    END IF;
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
"""

# What has been erased leaves a line that cannot be taken away: which table, which row, when, by whose role.
NOTE_ERASURE = """
CREATE FUNCTION forebild_note_erasure(table_name text, row_key text) RETURNS void LANGUAGE sql
    SET search_path = pg_catalog, public, pg_temp AS $$
    INSERT INTO public.log_erasure (at, "table", row, role)
    VALUES (clock_timestamp(), table_name, row_key, session_user);
$$;
"""

# Nobody but the tables' owner may delete a payload: whoever calls this does it in her name.
ERASE_PAYLOAD = """
CREATE FUNCTION forebild_erase_log_payload(entry bigint) RETURNS boolean LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    DELETE FROM public.log_logpayload WHERE seq = entry;
    IF FOUND THEN
        PERFORM public.forebild_note_erasure('log_logpayload', entry::text);
        RETURN true;
    END IF;
    RETURN false;
END $$;
REVOKE ALL ON FUNCTION forebild_erase_log_payload(bigint) FROM PUBLIC;
"""

# At the end of the transaction, for whoever serves: the entry's details went because somebody said so in the log,
# or with an edition of which nothing had come.
ERASURE_IS_TOLD = """
CREATE FUNCTION log_erasure_is_told() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    lately timestamptz := clock_timestamp() - interval '10 minutes';
BEGIN
    IF NEW.role = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID)
        OR EXISTS (SELECT FROM log_logentry
            WHERE object = 'logentry:' || NEW.row AND action = 'log.erased' AND at > lately)
        OR EXISTS (SELECT FROM log_erasure WHERE "table" = 'programme_edition' AND at > lately)
    THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'details of an entry are erased by an entry that says so'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'erasure_is_told';
END $$;
CREATE CONSTRAINT TRIGGER erasure_is_told AFTER INSERT ON log_erasure DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW."table" = 'log_logpayload') EXECUTE FUNCTION log_erasure_is_told();
"""
UNDO_ERASURE_IS_TOLD = """
DROP TRIGGER erasure_is_told ON log_erasure;
DROP FUNCTION log_erasure_is_told();
"""

UNDO = """
DROP FUNCTION forebild_erase_log_payload(bigint);
DROP FUNCTION forebild_note_erasure(text, text);
DROP FUNCTION forebild_append_only();
"""
