"""Emptying a sealed round's ballot box into a list that tells nothing but the ballots.

Whoever serves can change no ballot; this function moves those of a sealed round, each as it was cast, into
`ballots_sealedballot`, by their leaves, which are random: no voter, no time, no order, no form. Of receipts
the SHA-256 goes there, one a category, so that nothing joins what one voter chose. What pseudonyms were
made with is deleted, so that nobody can make one again. How many voters there were is kept, and of no voter a row: their
numbers would tell in which order people voted.
"""

# Votes that still wait for a code cannot be cast any more. What a browser can open of its own stays for its
# day, and no longer bears the number of its form, nor a time but the seal's; it is written anew in an order that tells nothing.
MAKE = """
CREATE FUNCTION forebild_empty_ballot_box(sealed bigint) RETURNS void LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM public.programme_seal WHERE round_id = sealed) THEN
        RAISE EXCEPTION 'the round is not sealed: its ballot box stays'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'box_emptied_after_the_seal';
    END IF;
    IF EXISTS (SELECT FROM public.ballots_emptiedbox WHERE round_id = sealed) THEN RETURN; END IF;

    INSERT INTO public.ballots_emptiedbox (round_id, voters, changes)
    SELECT sealed, (SELECT count(*) FROM public.ballots_voter WHERE round_id = sealed),
        (SELECT count(DISTINCT submission_key) FROM public.ballots_ballot
         WHERE round_id = sealed AND revision > 1);

    INSERT INTO public.ballots_sealedballot (leaf, round_id, category_id, choice, receipt_hash, counts)
    SELECT leaf, round_id, category_id, choice,
        encode(sha256(convert_to(slug || ':' || receipt, 'UTF8')), 'hex'),
        revision = max(revision) OVER (PARTITION BY category_id, voter_id)
    FROM public.ballots_ballot b JOIN public.programme_category c ON c.id = category_id
    WHERE round_id = sealed
    ORDER BY leaf;

    DELETE FROM public.ballots_ballot WHERE round_id = sealed;
    DELETE FROM public.ballots_voter WHERE round_id = sealed;
    WITH opened AS (
        DELETE FROM public.ballots_pendingvote WHERE round_id = sealed RETURNING key, receipt, language, done_at
    )
    INSERT INTO public.ballots_pendingvote (key, round_id, submission_key, envelope, mailbox, receipt, language,
        done_at, code_renewal, code_attempts, codes_sent)
    SELECT key, sealed, gen_random_uuid(), '', '', receipt, language, now(), '', 0, 0
    FROM opened WHERE done_at IS NOT NULL ORDER BY gen_random_uuid();
    DELETE FROM public.ballots_codemail WHERE round_id = sealed;
    DELETE FROM public.ballots_roundpepper WHERE round_id = sealed;
END $$;
REVOKE ALL ON FUNCTION forebild_empty_ballot_box(bigint) FROM PUBLIC;

-- As `forebild_append_only` has it: the function works in the owner's name, and nobody else is let through.
CREATE FUNCTION ballots_emptying_the_box(of_table oid) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    callers text;
BEGIN
    GET DIAGNOSTICS callers = PG_CONTEXT;
    RETURN callers ~ '\\mforebild_empty_ballot_box\\('
        AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = of_table);
END $$;

CREATE FUNCTION ballots_only_out_of_the_box() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF ballots_emptying_the_box(TG_RELID) THEN RETURN NULL; END IF;
    RAISE EXCEPTION 'sealed ballots come out of the box, and from nowhere else'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'sealed_out_of_the_box';
END $$;
CREATE TRIGGER sealed_out_of_the_box BEFORE INSERT ON ballots_sealedballot
    FOR EACH STATEMENT EXECUTE FUNCTION ballots_only_out_of_the_box();
CREATE TRIGGER sealed_out_of_the_box BEFORE INSERT ON ballots_emptiedbox
    FOR EACH STATEMENT EXECUTE FUNCTION ballots_only_out_of_the_box();

CREATE OR REPLACE FUNCTION ballots_voter_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.round_id) = (OLD.id, OLD.round_id) AND ballots_emptying_the_box(TG_RELID) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a voter stays in the round that she voted in'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'voter_stands';
END $$;
"""

# What a later migration puts in the place of the function as it was.
EMPTY = MAKE[: MAKE.index("REVOKE ALL")].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")

UNMAKE = """
DROP TRIGGER sealed_out_of_the_box ON ballots_sealedballot;
DROP TRIGGER sealed_out_of_the_box ON ballots_emptiedbox;
DROP FUNCTION ballots_only_out_of_the_box();
DROP FUNCTION forebild_empty_ballot_box(bigint);
CREATE OR REPLACE FUNCTION ballots_voter_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a voter stays in the round that she voted in'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'voter_stands';
END $$;
DROP FUNCTION ballots_emptying_the_box(oid);
"""

# Rows that are gone lie in their pages until they are swept up: here within a minute or so, however
# large the table is.
_SWEPT = "(autovacuum_vacuum_threshold = 200, autovacuum_vacuum_scale_factor = 0)"
_AS_OTHERS = "(autovacuum_vacuum_threshold, autovacuum_vacuum_scale_factor)"
SOON = ("ballots_voter", "ballots_pendingvote", "ballots_codemail")


def sweep_soon(tables: list[str]) -> str:
    return "".join(f"ALTER TABLE {table} SET {_SWEPT};" for table in tables)


def sweep_as_others(tables: list[str]) -> str:
    return "".join(f"ALTER TABLE {table} RESET {_AS_OTHERS};" for table in tables)
