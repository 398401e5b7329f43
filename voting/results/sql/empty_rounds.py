"""Taking away the seals of an edition that nobody was nominated in, for it to be deleted: by the owner's function alone."""

MAKE = """
CREATE FUNCTION forebild_erase_empty_rounds(edition bigint) RETURNS void LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    rounds bigint[] := ARRAY(SELECT id FROM public.programme_round WHERE edition_id = edition);
BEGIN
    IF EXISTS (SELECT FROM public.results_editionresult WHERE edition_id = edition)
        OR EXISTS (SELECT FROM public.nominations_candidate WHERE edition_id = edition)
        OR EXISTS (SELECT FROM public.nominations_nomination
            WHERE round_id = ANY(rounds) AND confirmed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'somebody was nominated: what is sealed stays'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sealed_edition_stays';
    END IF;
    DELETE FROM public.results_motivation WHERE edition_id = edition;
    DELETE FROM public.results_sealfailure WHERE edition_id = edition;
    DELETE FROM public.ballots_sealedleaves WHERE round_id = ANY(rounds);
    DELETE FROM public.results_roundresult WHERE round_id = ANY(rounds);
    DELETE FROM public.programme_seal WHERE round_id = ANY(rounds);
END $$;
REVOKE ALL ON FUNCTION forebild_erase_empty_rounds(bigint) FROM PUBLIC;

-- At the end of the transaction: a seal goes with its round, and a round never lives on without it.
CREATE FUNCTION results_seal_goes_with_its_round() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM programme_round WHERE id = OLD.round_id) THEN
        RAISE EXCEPTION 'a round that was sealed stays so'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'seal_goes_with_its_round';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER seal_goes_with_its_round AFTER DELETE ON programme_seal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION results_seal_goes_with_its_round();
"""

UNMAKE = """
DROP TRIGGER seal_goes_with_its_round ON programme_seal;
DROP FUNCTION results_seal_goes_with_its_round();
DROP FUNCTION forebild_erase_empty_rounds(bigint);
"""

# That a ballot box was emptied in which nothing lay goes too.
_LEAVES = "    DELETE FROM public.ballots_sealedleaves WHERE round_id = ANY(rounds);\n"
_ERASE = MAKE[: MAKE.index("REVOKE")].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
WITH_BOXES = _ERASE.replace(_LEAVES, f"{_LEAVES}{_LEAVES.replace('sealedleaves', 'emptiedbox')}")
WITHOUT_BOXES = _ERASE
