"""What stands behind a result: a sealed round, every round sealed, a decided act; and no name is added after it.

That a result is counted rightly no trigger can tell: two counters do, and anybody who downloads the package.
"""

ROUNDS = """
CREATE FUNCTION results_round_is_over() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF forebild_serves(TG_RELID) AND (
        (SELECT closes_at FROM programme_round WHERE id = NEW.round_id) > forebild_round_now(NEW.round_id)
        OR abs(extract(epoch FROM forebild_round_now(NEW.round_id) - NEW.sealed_at)) > 600
    ) THEN
        RAISE EXCEPTION 'a round is sealed when it is over, and at this moment'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'round_result_after_closing';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER round_is_over BEFORE INSERT ON results_roundresult
    FOR EACH ROW EXECUTE FUNCTION results_round_is_over();

-- Result and seal are written in one transaction, the result first.
CREATE FUNCTION results_seal_and_result_agree() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF forebild_serves(TG_RELID) AND NOT EXISTS (
        SELECT FROM results_roundresult r JOIN programme_seal s ON s.round_id = r.round_id
        WHERE r.round_id = NEW.round_id AND s.sha256 = r.sha256
    ) THEN
        RAISE EXCEPTION 'a seal has the hash of the round''s result'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'seal_and_result_agree';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER seal_and_result_agree AFTER INSERT ON programme_seal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION results_seal_and_result_agree();
CREATE CONSTRAINT TRIGGER seal_and_result_agree AFTER INSERT ON results_roundresult
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION results_seal_and_result_agree();
"""

# The first version is made with the last seal; a later one follows from a decided act about the one before,
# or from a round that was sealed since.
VERSIONS = """
CREATE FUNCTION results_version_follows() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    earlier results_editionresult;
    last timestamptz;
    follows boolean;
BEGIN
    IF NOT forebild_serves(TG_RELID) THEN RETURN NEW; END IF;
    SELECT * INTO earlier FROM results_editionresult
        WHERE edition_id = NEW.edition_id ORDER BY version DESC LIMIT 1;
    SELECT max(s.at) INTO last FROM programme_seal s JOIN programme_round r ON r.id = s.round_id
        WHERE r.edition_id = NEW.edition_id;
    IF earlier.id IS NULL THEN
        follows := NEW.sealed_at = last AND NOT EXISTS (
            SELECT FROM programme_round r WHERE r.edition_id = NEW.edition_id
                AND NOT EXISTS (SELECT FROM programme_seal s WHERE s.round_id = r.id));
    ELSE
        follows := last > earlier.sealed_at OR EXISTS (
            SELECT FROM people_proposal p
            WHERE p.edition_id = NEW.edition_id AND p.kind LIKE 'result.%' AND p.state = 'approved'
              AND p.needs IN ('second', 'witness') AND p.payload ->> 'result' = earlier.id::text);
    END IF;
    IF NEW.version <> coalesce(earlier.version, 0) + 1
        OR NEW.content ->> 'version' IS DISTINCT FROM NEW.version::text
        OR NEW.content ->> 'earlier' IS DISTINCT FROM earlier.sha256
        OR NOT EXISTS (SELECT FROM rules_rulebook b WHERE b.edition_id = NEW.edition_id
            AND b.version::text = NEW.content -> 'rules' ->> 'version'
            AND b.sha256 = NEW.content -> 'rules' ->> 'sha256')
        OR follows IS NOT TRUE
    THEN
        RAISE EXCEPTION 'nothing that was sealed or decided stands behind this version'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'result_version_follows';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER version_follows BEFORE INSERT ON results_editionresult
    FOR EACH ROW EXECUTE FUNCTION results_version_follows();

CREATE FUNCTION results_name_comes_before_the_result() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF forebild_serves(TG_RELID)
        AND EXISTS (SELECT FROM results_editionresult WHERE edition_id = NEW.edition_id) THEN
        RAISE EXCEPTION 'the result is sealed: no name is added to it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'name_comes_before_the_result';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER name_comes_before_the_result BEFORE INSERT ON results_resultname
    FOR EACH ROW EXECUTE FUNCTION results_name_comes_before_the_result();

CREATE FUNCTION results_announced_in_time() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF forebild_serves(TG_RELID) AND NOT EXISTS (
        SELECT FROM results_editionresult r
            JOIN programme_edition e ON e.id = r.edition_id
            JOIN results_recount c ON c.result_id = r.id
        WHERE r.id = NEW.result_id AND c.agrees AND e.announce_at <= forebild_now(e.id)
    ) THEN
        RAISE EXCEPTION 'a result is announced at its moment, and when both counters agree'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'announced_in_time';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER announced_in_time BEFORE INSERT ON results_announcement
    FOR EACH ROW EXECUTE FUNCTION results_announced_in_time();
"""

MAKE = ROUNDS + VERSIONS

UNMAKE = """
DROP TRIGGER announced_in_time ON results_announcement;
DROP TRIGGER name_comes_before_the_result ON results_resultname;
DROP TRIGGER version_follows ON results_editionresult;
DROP TRIGGER seal_and_result_agree ON results_roundresult;
DROP TRIGGER seal_and_result_agree ON programme_seal;
DROP TRIGGER round_is_over ON results_roundresult;
DROP FUNCTION results_announced_in_time();
DROP FUNCTION results_name_comes_before_the_result();
DROP FUNCTION results_version_follows();
DROP FUNCTION results_seal_and_result_agree();
DROP FUNCTION results_round_is_over();
"""
