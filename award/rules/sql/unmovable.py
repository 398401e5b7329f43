"""What cannot be walked back, in the database: a freeze, a closing, a seal, an announcement.

Each guard asks `forebild_freeze` first, with things as they are before the change: what would undo the
freeze stores it.
"""

# Whether the statement runs inside the one function that may take an edition away.
ERASING = """
CREATE FUNCTION rules_erases_edition() RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    callers text;
BEGIN
    GET DIAGNOSTICS callers = PG_CONTEXT;
    RETURN callers ~ 'function (public\\.)?forebild_erase_edition\\('
        AND current_user = (
            SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'public.programme_edition'::regclass
        );
END $$;
"""

ROUNDS = """
CREATE OR REPLACE FUNCTION rules_round_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    now timestamptz;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW = OLD THEN RETURN NEW; END IF;
    IF EXISTS (SELECT 1 FROM programme_seal WHERE round_id = OLD.id) THEN
        RAISE EXCEPTION 'a sealed round stands: % refused', TG_OP
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sealed_round_stands';
    END IF;
    IF rules_erases_edition() OR NOT forebild_freeze(OLD.edition_id) THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF TG_OP = 'DELETE' OR (NEW.edition_id, NEW.slug, NEW.kind, NEW.place, NEW.only_for, NEW.supplements_id)
        IS DISTINCT FROM (OLD.edition_id, OLD.slug, OLD.kind, OLD.place, OLD.only_for, OLD.supplements_id) THEN
        RAISE EXCEPTION 'the rounds of frozen rules stay: % refused', TG_OP
            USING ERRCODE = 'check_violation', CONSTRAINT = 'frozen_rounds_stay';
    END IF;
    now := forebild_now(OLD.edition_id);
    IF OLD.kind = 'extra_vote' AND (NEW.opens_at <> OLD.opens_at OR NEW.closes_at < OLD.closes_at) THEN
        RAISE EXCEPTION 'an extra vote opens as it was decided, and only becomes longer'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'extra_vote_only_longer';
    END IF;
    IF OLD.opens_at <= now AND (NEW.opens_at <> OLD.opens_at OR NEW.closes_at < OLD.closes_at) THEN
        RAISE EXCEPTION 'a round that has opened can only be made longer'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'opened_round_only_longer';
    END IF;
    IF NEW.closes_at <= now THEN
        RAISE EXCEPTION 'a round is not moved to where it has closed already'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'moved_round_closes_later';
    END IF;
    RETURN NEW;
END $$;
"""

EDITIONS = """
CREATE OR REPLACE FUNCTION rules_edition_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.lot_seed <> OLD.lot_seed THEN
        RAISE EXCEPTION 'the seed of the lots stays'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'lot_seed_stays';
    END IF;
    IF TG_OP = 'DELETE' THEN
        IF rules_erases_edition() OR NOT forebild_freeze(OLD.id) THEN RETURN OLD; END IF;
        RAISE EXCEPTION 'an edition whose rules are frozen stays'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'frozen_edition_stays';
    END IF;
    IF (NEW.award_id, NEW.year, NEW.time_zone, NEW.announce_at, NEW.is_public)
        IS NOT DISTINCT FROM (OLD.award_id, OLD.year, OLD.time_zone, OLD.announce_at, OLD.is_public)
        OR NOT forebild_freeze(OLD.id) THEN RETURN NEW; END IF;
    IF OLD.is_public AND NOT NEW.is_public THEN
        RAISE EXCEPTION 'an edition whose rules are frozen stays public'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'frozen_edition_stays_public';
    END IF;
    IF (NEW.award_id, NEW.year, NEW.time_zone) <> (OLD.award_id, OLD.year, OLD.time_zone) THEN
        RAISE EXCEPTION 'the award, year and time zone of frozen rules stay'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'frozen_edition_stays';
    END IF;
    IF NEW.announce_at <> OLD.announce_at AND NOT EXISTS (
        SELECT 1 FROM programme_round r WHERE r.edition_id = OLD.id AND r.kind <> 'extra_vote'
            AND (OLD.announce_at > forebild_now(OLD.id)
                OR forebild_now(OLD.id) < least(NEW.announce_at, r.closes_at))
            AND NOT EXISTS (SELECT 1 FROM programme_seal s WHERE s.round_id = r.id)
    ) THEN
        RAISE EXCEPTION 'the announcement of a sealed result stays, and one that has come unless voting goes on'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'announcement_stays';
    END IF;
    RETURN NEW;
END $$;
"""

CATEGORIES = """
CREATE FUNCTION rules_category_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.edition_id, NEW.slug, NEW.position)
        = (OLD.edition_id, OLD.slug, OLD.position) THEN RETURN NEW; END IF;
    IF NOT rules_erases_edition() AND forebild_freeze(coalesce(OLD.edition_id, NEW.edition_id)) THEN
        RAISE EXCEPTION 'the categories of frozen rules stay: % refused', TG_OP
            USING ERRCODE = 'check_violation', CONSTRAINT = 'frozen_categories_stay';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER category_stands BEFORE INSERT OR UPDATE OR DELETE ON programme_category
    FOR EACH ROW EXECUTE FUNCTION rules_category_stands();
"""

# The rounds of a rule book in either format, in its order. Of old they were keys by their kind; now they are a list.
LISTED = """
CREATE OR REPLACE FUNCTION rules_rounds(book jsonb) RETURNS TABLE (slug text, kind text, place integer, said jsonb)
    LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT each ->> 'slug', each ->> 'kind', number::integer, each - ARRAY['slug', 'kind']
    FROM jsonb_array_elements(book -> 'rounds') WITH ORDINALITY listed (each, number)
    UNION ALL
    SELECT kind, kind, row_number() OVER (ORDER BY number)::integer, book -> kind
    FROM unnest(ARRAY['nomination', 'jury', 'vote']) WITH ORDINALITY of_old (kind, number)
    WHERE book ? kind AND NOT book ? 'rounds';
$$;

CREATE OR REPLACE FUNCTION rules_round(book jsonb, named text) RETURNS jsonb
    LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT said FROM rules_rounds(book) WHERE slug = named;
$$;
"""

# At the end of the transaction, so that a new version and what follows from it are written in any order.
AS_WRITTEN = """
CREATE OR REPLACE FUNCTION rules_hold_as_written() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    edition bigint;
    book jsonb;
BEGIN
    IF TG_TABLE_NAME = 'programme_edition' THEN edition := NEW.id;
    ELSE edition := coalesce(NEW.edition_id, OLD.edition_id); END IF;
    IF TG_TABLE_NAME = 'programme_round' THEN
        IF NEW.kind = 'extra_vote' THEN RETURN NULL; END IF;
    END IF;
    IF NOT forebild_freeze(edition) THEN RETURN NULL; END IF;
    SELECT rules INTO book FROM rules_rulebook WHERE edition_id = edition ORDER BY version DESC LIMIT 1;
    IF EXISTS (
        SELECT slug::text, kind::text, place::integer, to_jsonb(only_for), name, opens_at, closes_at FROM programme_round
        WHERE edition_id = edition AND kind <> 'extra_vote'
        EXCEPT
        SELECT slug, kind, place, coalesce(said -> 'categories', '[]'), coalesce(said -> 'name', '{}'),
            (said ->> 'opens_at')::timestamptz, (said ->> 'closes_at')::timestamptz
        FROM rules_rounds(book)
    ) THEN
        RAISE EXCEPTION 'the rounds stand where the rules say'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rounds_as_in_the_rules';
    END IF;
    IF (SELECT announce_at FROM programme_edition WHERE id = edition)
        <> (book ->> 'announce_at')::timestamptz THEN
        RAISE EXCEPTION 'the announcement stands where the rules say'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'announcement_as_in_the_rules';
    END IF;
    IF EXISTS (
        SELECT slug::text, name_sv::text, name_en::text FROM programme_category WHERE edition_id = edition
        EXCEPT
        SELECT c ->> 'slug', c -> 'name' ->> 'sv', c -> 'name' ->> 'en'
        FROM jsonb_array_elements(book -> 'categories') c
    ) THEN
        RAISE EXCEPTION 'the categories are called what the rules call them'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'categories_as_in_the_rules';
    END IF;
    RETURN NULL;
END $$;
"""

# The coarse half of award/rules/domain/changing.py: what no path through the program may get past.
VERSIONS = """
-- How many signs are added, left out or exchanged between the two (Levenshtein 1966), as `slips.signs_apart` counts.
CREATE OR REPLACE FUNCTION rules_signs_apart(one text, other text) RETURNS integer LANGUAGE plpgsql IMMUTABLE
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    row integer[] := ARRAY(SELECT generate_series(0, length(other)));
    above integer;
    kept integer;
BEGIN
    FOR i IN 1..length(one) LOOP
        above := row[1];
        row[1] := i;
        FOR j IN 1..length(other) LOOP
            kept := row[j + 1];
            row[j + 1] := least(row[j + 1] + 1, row[j] + 1,
                above + (substr(one, i, 1) <> substr(other, j, 1))::integer);
            above := kept;
        END LOOP;
    END LOOP;
    RETURN row[length(other) + 1];
END $$;

CREATE OR REPLACE FUNCTION rules_version_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    old jsonb;
    frozen jsonb;
    was jsonb;
    becomes jsonb;
    held programme_round;
    needs text;
    counted boolean := false;
    now timestamptz := forebild_now(NEW.edition_id);
BEGIN
    IF NOT forebild_freeze(NEW.edition_id) THEN RETURN NEW; END IF;
    IF NOT NEW.after_freeze OR NOT EXISTS (
        SELECT 1 FROM people_proposal p WHERE p.id = NEW.proposal_id
            AND p.edition_id = NEW.edition_id AND p.state = 'approved'
    ) THEN
        RAISE EXCEPTION 'frozen rules change by a proposal that was approved'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'frozen_rules_change_by_proposal';
    END IF;
    SELECT rules INTO old FROM rules_rulebook WHERE edition_id = NEW.edition_id ORDER BY version DESC LIMIT 1;
    SELECT rules INTO frozen FROM rules_rulebook
        WHERE edition_id = NEW.edition_id AND NOT after_freeze ORDER BY version DESC LIMIT 1;
    IF EXISTS (
        SELECT FROM jsonb_array_elements(NEW.rules -> 'categories') c
        JOIN jsonb_array_elements(frozen -> 'categories') f ON f ->> 'slug' = c ->> 'slug'
        CROSS JOIN jsonb_object_keys(f -> 'name') spoken
        WHERE rules_signs_apart(f -> 'name' ->> spoken, c -> 'name' ->> spoken) > 3
    ) THEN
        RAISE EXCEPTION 'a category keeps its words: only a spelling is mended'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'names_keep_their_words';
    END IF;
    SELECT p.needs INTO needs FROM people_proposal p WHERE p.id = NEW.proposal_id;
    IF needs = 'one' AND NOT (CASE WHEN NEW.extends = '' THEN
        old - 'categories' = NEW.rules - 'categories'
    ELSE (rules_round(NEW.rules, NEW.extends) ->> 'closes_at')::timestamptz
        <= (rules_round(old, NEW.extends) ->> 'closes_at')::timestamptz + make_interval(secs => 7 * 86400)
        AND EXISTS (SELECT 1 FROM programme_round r WHERE r.edition_id = NEW.edition_id
            AND r.slug = NEW.extends AND r.opens_at <= now AND now < r.closes_at)
    END) THEN
        RAISE EXCEPTION 'one person alone extends an open round by a little, or mends a spelling'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'one_alone_changes_little';
    END IF;
    FOR held IN SELECT * FROM programme_round
        WHERE edition_id = NEW.edition_id AND kind <> 'extra_vote' LOOP
        was := rules_round(old, held.slug);
        becomes := rules_round(NEW.rules, held.slug);
        counted := counted OR (held.kind <> 'nomination' AND (held.closes_at <= now OR EXISTS (
            SELECT 1 FROM rules_rulebook earlier JOIN rules_rulebook later
                ON later.edition_id = earlier.edition_id AND later.version = earlier.version + 1
            WHERE earlier.edition_id = NEW.edition_id
                AND (rules_round(earlier.rules, held.slug) ->> 'closes_at')::timestamptz <= later.adopted_at
        )));
        IF was = becomes THEN CONTINUE; END IF;
        IF becomes IS NULL OR EXISTS (SELECT 1 FROM programme_seal WHERE round_id = held.id) OR (
            held.opens_at <= now AND (was - 'closes_at' <> becomes - 'closes_at'
                OR (becomes ->> 'closes_at')::timestamptz < held.closes_at)
        ) THEN
            RAISE EXCEPTION 'the round % only becomes longer, and not when it is sealed', held.slug
                USING ERRCODE = 'check_violation', CONSTRAINT = 'opened_rules_only_longer';
        END IF;
    END LOOP;
    IF old - '{nomination,jury,vote,rounds,announce_at,categories,consent,publication,combination,ties,too_little,winner_withdraws}'::text[]
        <> NEW.rules - '{nomination,jury,vote,rounds,announce_at,categories,consent,publication,combination,ties,too_little,winner_withdraws}'::text[]
        OR (SELECT array_agg(slug || ' ' || kind ORDER BY place) FROM rules_rounds(old))
            <> (SELECT array_agg(slug || ' ' || kind ORDER BY place) FROM rules_rounds(NEW.rules))
        OR (SELECT jsonb_agg(c - 'name') FROM jsonb_array_elements(old -> 'categories') c)
            <> (SELECT jsonb_agg(c - 'name') FROM jsonb_array_elements(NEW.rules -> 'categories') c)
        OR (counted AND (old -> 'combination', old -> 'ties', old -> 'too_little', old -> 'winner_withdraws')
            IS DISTINCT FROM (NEW.rules -> 'combination', NEW.rules -> 'ties', NEW.rules -> 'too_little', NEW.rules -> 'winner_withdraws'))
    THEN
        RAISE EXCEPTION 'this part of the rules is fixed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'fixed_rules_stay';
    END IF;
    RETURN NEW;
END $$;
"""

TRIGGERS = """
CREATE TRIGGER round_stands BEFORE UPDATE OR DELETE ON programme_round
    FOR EACH ROW EXECUTE FUNCTION rules_round_stands();
CREATE TRIGGER edition_stands BEFORE UPDATE OR DELETE ON programme_edition
    FOR EACH ROW EXECUTE FUNCTION rules_edition_stands();
CREATE CONSTRAINT TRIGGER rounds_as_written AFTER INSERT OR UPDATE ON programme_round
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION rules_hold_as_written();
CREATE CONSTRAINT TRIGGER announcement_as_written AFTER UPDATE OF announce_at ON programme_edition
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION rules_hold_as_written();
CREATE CONSTRAINT TRIGGER categories_as_written AFTER INSERT OR UPDATE ON programme_category
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION rules_hold_as_written();
CREATE CONSTRAINT TRIGGER programme_as_written AFTER INSERT ON rules_rulebook
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION rules_hold_as_written();
CREATE TRIGGER version_follows BEFORE INSERT ON rules_rulebook
    FOR EACH ROW EXECUTE FUNCTION rules_version_follows();
"""

# What a migration puts in the place of these functions as they were.
FUNCTIONS = LISTED + ROUNDS + EDITIONS + AS_WRITTEN + VERSIONS
MAKE = ERASING + CATEGORIES + FUNCTIONS + TRIGGERS

UNMAKE = """
DROP TRIGGER version_follows ON rules_rulebook;
DROP TRIGGER programme_as_written ON rules_rulebook;
DROP TRIGGER categories_as_written ON programme_category;
DROP TRIGGER announcement_as_written ON programme_edition;
DROP TRIGGER rounds_as_written ON programme_round;
DROP TRIGGER category_stands ON programme_category;
DROP TRIGGER edition_stands ON programme_edition;
DROP TRIGGER round_stands ON programme_round;
DROP FUNCTION rules_version_follows();
DROP FUNCTION rules_signs_apart(text, text);
DROP FUNCTION rules_hold_as_written();
DROP FUNCTION rules_round(jsonb, text);
DROP FUNCTION rules_rounds(jsonb);
DROP FUNCTION rules_category_stands();
DROP FUNCTION rules_edition_stands();
DROP FUNCTION rules_round_stands();
DROP FUNCTION rules_erases_edition();
"""
