"""The database's function through which alone a line of a result's annex is erased, with what the jury wrote of her.

For whoever serves it erases nobody who takes part: first she has left, or is forgotten, or was ruled out.
"""

MAKE = """
CREATE FUNCTION forebild_erase_result_name(of_edition bigint, of_alias text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    DELETE FROM public.results_motivation WHERE edition_id = of_edition AND about = of_alias;
    DELETE FROM public.results_resultname WHERE edition_id = of_edition AND alias = of_alias;
    IF FOUND THEN
        PERFORM public.forebild_note_erasure('results_resultname', of_edition || ' ' || of_alias);
        RETURN true;
    END IF;
    RETURN false;
END $$;
REVOKE ALL ON FUNCTION forebild_erase_result_name(bigint, text) FROM PUBLIC;
"""

UNMAKE = "DROP FUNCTION forebild_erase_result_name(bigint, text);"

# At the end of the transaction, which may have erased her as well.
NAMED = """
CREATE FUNCTION results_names_who_takes_part() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.role <> (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID) AND EXISTS (
        SELECT FROM nominations_candidate c WHERE c.edition_id || ' ' || c.alias = NEW.row
          AND c.erased_at IS NULL AND c.declined_at IS NULL AND c.ineligible_at IS NULL
    ) THEN
        RAISE EXCEPTION 'whoever takes part is named in the result'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'result_names_who_takes_part';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER result_names_who_takes_part AFTER INSERT ON log_erasure DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW."table" = 'results_resultname') EXECUTE FUNCTION results_names_who_takes_part();
"""
UNDO_NAMED = """
DROP TRIGGER result_names_who_takes_part ON log_erasure;
DROP FUNCTION results_names_who_takes_part();
"""

# Words about several winners say the names of all of them.
MAKE_FOR_SEVERAL = MAKE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(
    "about = of_alias", "of_alias = ANY(string_to_array(about, '+'))"
)
UNMAKE_FOR_SEVERAL = MAKE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
