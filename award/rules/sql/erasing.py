"""Taking away an edition of which nothing has come, as the owner of the tables.

Whoever serves can delete neither versions of the rules nor proposals; this function can, for an edition
without a seal. What hangs on it in higher rooms keeps it by its foreign keys, until they have let go.
"""

MAKE = """
CREATE FUNCTION forebild_erase_edition(edition bigint, without_trace boolean) RETURNS void LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM public.programme_seal s JOIN public.programme_round r ON r.id = s.round_id
        WHERE r.edition_id = edition) THEN
        RAISE EXCEPTION 'an edition with a sealed round stays'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sealed_edition_stays';
    END IF;
    IF without_trace AND public.forebild_freeze(edition) THEN
        RAISE EXCEPTION 'an edition that has begun leaves its trace'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'begun_edition_leaves_trace';
    END IF;
    IF without_trace THEN
        PERFORM public.forebild_erase_log_payload(seq) FROM public.log_logentry WHERE edition_id = edition;
    END IF;
    DELETE FROM public.rules_freeze WHERE edition_id = edition;
    DELETE FROM public.rules_rulebook WHERE edition_id = edition;
    DELETE FROM public.people_witness WHERE proposal_id IN
        (SELECT id FROM public.people_proposal WHERE edition_id = edition);
    DELETE FROM public.people_proposal WHERE edition_id = edition;
    DELETE FROM public.people_pastrole WHERE edition_id = edition;
    DELETE FROM public.people_role WHERE edition_id = edition;
    DELETE FROM public.mail_message WHERE edition_id = edition;
    DELETE FROM public.programme_partner WHERE edition_id = edition;
    DELETE FROM public.programme_category WHERE edition_id = edition;
    DELETE FROM public.programme_round WHERE edition_id = edition;
    DELETE FROM public.programme_edition WHERE id = edition;
    PERFORM public.forebild_note_erasure('programme_edition', edition::text);
END $$;
REVOKE ALL ON FUNCTION forebild_erase_edition(bigint, boolean) FROM PUBLIC;
"""

UNMAKE = "DROP FUNCTION forebild_erase_edition(bigint, boolean);"

# Who has said "this wasn't me" of a mail about the edition goes with it.
_MAIL = "    DELETE FROM public.mail_message WHERE edition_id = edition;\n"
WITH_ENDED_MAIL = MAKE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(
    _MAIL,
    f"{_MAIL}    DELETE FROM public.mail_endedmail WHERE edition_id = edition;\n",  # noqa: S608 - our words
)
WITHOUT_ENDED_MAIL = MAKE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
