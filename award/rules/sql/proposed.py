"""A version of frozen rules is the one that was proposed, and a category's text too; a freeze is as it came."""

MAKE = """
CREATE FUNCTION rules_version_is_as_proposed() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    proposed people_proposal;
BEGIN
    SELECT * INTO proposed FROM people_proposal WHERE id = NEW.proposal_id;
    IF NEW.version <> (SELECT coalesce(max(version), 0) + 1 FROM rules_rulebook WHERE edition_id = NEW.edition_id)
        OR proposed.kind NOT LIKE 'rules.%'
        OR (proposed.kind = 'rules.change') <> (proposed.payload ? 'rules')
        OR (proposed.kind = 'rules.change' AND proposed.payload -> 'rules' <> NEW.rules)
        OR (proposed.needs = 'one' AND proposed.kind NOT IN ('rules.extend_alone', 'rules.spelling'))
    THEN
        RAISE EXCEPTION 'frozen rules become what was proposed, and nothing else'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'version_is_as_proposed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER version_is_as_proposed BEFORE INSERT ON rules_rulebook FOR EACH ROW
    WHEN (NEW.after_freeze) EXECUTE FUNCTION rules_version_is_as_proposed();

CREATE FUNCTION rules_freeze_is_as_it_came() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF forebild_serves(TG_RELID) AND (
        NEW.at > forebild_now(NEW.edition_id)
        OR NEW.at <> (SELECT min(opens_at) FROM programme_round WHERE edition_id = NEW.edition_id)
        OR NEW.rule_book_id <> (
            SELECT id FROM rules_rulebook WHERE edition_id = NEW.edition_id ORDER BY version DESC LIMIT 1)
    ) THEN
        RAISE EXCEPTION 'rules freeze as they are when the first round opens'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'freeze_is_as_it_came';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER freeze_is_as_it_came BEFORE INSERT ON rules_freeze
    FOR EACH ROW EXECUTE FUNCTION rules_freeze_is_as_it_came();

CREATE FUNCTION rules_category_text_is_decided() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    field text;
    word text;
    said text;
BEGIN
    IF NOT forebild_serves(TG_RELID) OR NOT forebild_freeze(OLD.edition_id) THEN RETURN NEW; END IF;
    FOREACH field IN ARRAY ARRAY['description_sv', 'description_en'] LOOP
        word := to_jsonb(NEW) ->> field;
        IF word = to_jsonb(OLD) ->> field THEN CONTINUE; END IF;
        SELECT CASE p.kind WHEN 'rules.spelling' THEN p.payload ->> 'after' ELSE p.payload -> 'texts' ->> field END
            INTO said FROM people_proposal p
            WHERE p.edition_id = OLD.edition_id AND p.state = 'approved'
              AND p.payload ->> 'category' = OLD.id::text
              AND (p.kind = 'rules.category_text' AND p.payload -> 'texts' ? field
                OR p.kind = 'rules.spelling' AND p.payload ->> 'field' = field)
            ORDER BY p.decided_at DESC, p.id DESC LIMIT 1;
        IF said IS DISTINCT FROM word THEN
            RAISE EXCEPTION 'the text of a category in frozen rules changes by a proposal'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'category_text_is_decided';
        END IF;
    END LOOP;
    RETURN NEW;
END $$;
CREATE TRIGGER category_text_is_decided BEFORE UPDATE ON programme_category FOR EACH ROW
    WHEN ((NEW.description_sv, NEW.description_en) IS DISTINCT FROM (OLD.description_sv, OLD.description_en))
    EXECUTE FUNCTION rules_category_text_is_decided();
"""

UNMAKE = """
DROP TRIGGER category_text_is_decided ON programme_category;
DROP TRIGGER freeze_is_as_it_came ON rules_freeze;
DROP TRIGGER version_is_as_proposed ON rules_rulebook;
DROP FUNCTION rules_category_text_is_decided();
DROP FUNCTION rules_freeze_is_as_it_came();
DROP FUNCTION rules_version_is_as_proposed();
"""
