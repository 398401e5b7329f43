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
    IF TG_OP = 'DELETE' AND TG_ARGV[0] <> '' THEN
        GET DIAGNOSTICS callers = PG_CONTEXT;
        IF callers ~ ('\\m' || TG_ARGV[0] || '\\(') THEN RETURN OLD; END IF;
    END IF;
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
"""

# Nobody but the tables' owner may delete a payload: whoever calls this does it in her name.
ERASE_PAYLOAD = """
CREATE FUNCTION forebild_erase_log_payload(entry bigint) RETURNS boolean LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    DELETE FROM public.log_logpayload WHERE seq = entry;
    RETURN FOUND;
END $$;
REVOKE ALL ON FUNCTION forebild_erase_log_payload(bigint) FROM PUBLIC;
"""

UNDO = """
DROP FUNCTION forebild_erase_log_payload(bigint);
DROP FUNCTION forebild_append_only();
"""
