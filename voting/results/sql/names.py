"""The database's function through which alone a line of a result's annex is erased, with what the jury wrote of her."""

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

# Words about several winners say the names of all of them.
MAKE_FOR_SEVERAL = MAKE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(
    "about = of_alias", "of_alias = ANY(string_to_array(about, '+'))"
)
UNMAKE_FOR_SEVERAL = MAKE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
