"""What two people decide about a finalist carries their decision: her words in an open vote, and a ruling.

Her own yes and no come from her page, and the database cannot see who clicks there.
"""

# The newest decision that says something of a field is the one that holds.
WORDS = """
CREATE FUNCTION nominations_words_are_decided() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    field text;
    word text;
    said text;
BEGIN
    IF NOT forebild_serves(TG_RELID) OR NOT EXISTS (
        SELECT FROM nominations_entry e JOIN programme_round r ON r.id = e.round_id
        WHERE e.candidate_id = NEW.id AND r.kind = 'vote' AND r.opens_at <= forebild_now(r.edition_id)
    ) THEN RETURN NEW; END IF;
    IF NEW.portrait NOT IN ('', OLD.portrait) THEN
        RAISE EXCEPTION 'the vote has opened: a picture can be taken away, and neither added nor exchanged'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'candidate_picture_stands';
    END IF;
    FOREACH field IN ARRAY ARRAY[
        'name', 'title', 'workplace', 'motivation_sv', 'motivation_en', 'presentation', 'portrait_alt'
    ] LOOP
        word := to_jsonb(NEW) ->> field;
        IF word IN ('', to_jsonb(OLD) ->> field) THEN CONTINUE; END IF;
        SELECT p.payload -> 'changes' ->> field INTO said FROM people_proposal p
            WHERE p.kind = 'candidate.rename' AND p.subject = 'candidate:' || NEW.id
              AND p.edition_id = NEW.edition_id AND p.state = 'approved' AND p.payload -> 'changes' ? field
            ORDER BY p.decided_at DESC, p.id DESC LIMIT 1;
        IF said IS DISTINCT FROM word THEN
            RAISE EXCEPTION 'the vote has opened: what a finalist is called changes by two people'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'candidate_words_are_decided';
        END IF;
    END LOOP;
    RETURN NEW;
END $$;
CREATE TRIGGER candidate_words_are_decided BEFORE UPDATE ON nominations_candidate FOR EACH ROW
    WHEN ((NEW.name, NEW.title, NEW.workplace, NEW.motivation_sv, NEW.motivation_en, NEW.presentation,
            NEW.portrait, NEW.portrait_alt)
        IS DISTINCT FROM
        (OLD.name, OLD.title, OLD.workplace, OLD.motivation_sv, OLD.motivation_en, OLD.presentation,
            OLD.portrait, OLD.portrait_alt))
    EXECUTE FUNCTION nominations_words_are_decided();

-- At the end of the transaction: the words are written first, and then what they were.
CREATE FUNCTION nominations_rewording_is_kept() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF forebild_serves(TG_RELID) AND EXISTS (
        SELECT FROM nominations_entry e JOIN programme_round r ON r.id = e.round_id
            JOIN programme_round j ON j.edition_id = r.edition_id AND j.kind = 'jury'
        WHERE e.candidate_id = NEW.id AND r.kind = 'vote'
    ) AND EXISTS (SELECT FROM nominations_candidate c WHERE c.id = NEW.id AND c.erased_at IS NULL)
      AND NOT EXISTS (
        SELECT FROM nominations_rewording w WHERE w.candidate_id = NEW.id AND w.after ->> 'name' = NEW.name
    ) THEN
        RAISE EXCEPTION 'a finalist who is called otherwise is shown to have been called something else'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rewording_is_kept';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER rewording_is_kept AFTER UPDATE OF name ON nominations_candidate
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.name <> OLD.name AND NEW.name <> '' AND NOT (NEW.is_protected AND NOT OLD.is_protected))
    EXECUTE FUNCTION nominations_rewording_is_kept();

CREATE FUNCTION nominations_rewording_stands() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF forebild_serves(TG_RELID) AND EXISTS (
        SELECT FROM nominations_candidate c WHERE c.id = OLD.candidate_id AND c.erased_at IS NULL
    ) THEN
        RAISE EXCEPTION 'what a finalist was called is shown for as long as she is'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'rewording_stands';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER rewording_stands AFTER UPDATE OR DELETE ON nominations_rewording
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION nominations_rewording_stands();
"""

STANDING = """
CREATE FUNCTION nominations_standing_is_decided() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    decided people_proposal;
BEGIN
    IF NOT forebild_serves(TG_RELID) THEN RETURN NEW; END IF;
    IF OLD.erased_at IS NOT NULL AND NEW.erased_at IS NULL THEN
        RAISE EXCEPTION 'whoever is erased stays so'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'candidate_stays_erased';
    END IF;
    IF (NEW.ineligible_at IS NULL) <> (OLD.ineligible_at IS NULL) THEN
        SELECT * INTO decided FROM people_proposal p
            WHERE p.kind IN ('candidate.ineligible', 'candidate.let_in') AND p.state = 'approved'
              AND p.subject = 'candidate:' || NEW.id AND p.edition_id = NEW.edition_id
            ORDER BY p.decided_at DESC, p.id DESC LIMIT 1;
        IF decided.kind IS DISTINCT FROM (
            CASE WHEN NEW.ineligible_at IS NULL THEN 'candidate.let_in' ELSE 'candidate.ineligible' END
        ) THEN
            RAISE EXCEPTION 'that somebody cannot be chosen is decided by a proposal'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'candidate_ruling_is_decided';
        END IF;
    END IF;
    IF OLD.accepted_at IS NULL AND NEW.accepted_at IS NOT NULL AND EXISTS (
        SELECT FROM nominations_entry e JOIN programme_round r ON r.id = e.round_id
        WHERE e.candidate_id = NEW.id AND r.kind = 'vote' AND r.opens_at <= forebild_now(r.edition_id)
    ) THEN
        RAISE EXCEPTION 'the vote has opened: silence was a no'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'candidate_yes_in_time';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER candidate_standing_is_decided BEFORE UPDATE ON nominations_candidate FOR EACH ROW
    WHEN ((NEW.ineligible_at, NEW.accepted_at, NEW.erased_at)
        IS DISTINCT FROM (OLD.ineligible_at, OLD.accepted_at, OLD.erased_at))
    EXECUTE FUNCTION nominations_standing_is_decided();

-- At the end of the transaction: whoever is taken out of a vote that lies open has said no, whoever is erased has been
-- erased by somebody, and it stands in the log.
CREATE FUNCTION nominations_lately_told(who bigint, what text) RETURNS boolean LANGUAGE sql STABLE
    SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM log_logentry l
        WHERE l.object = 'candidate:' || who AND l.action = what AND l.at > clock_timestamp() - interval '10 minutes');
$$;
CREATE FUNCTION nominations_leaving_is_logged() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF forebild_serves(TG_RELID) AND OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL
        AND NOT nominations_lately_told(NEW.id, 'candidate.erased') THEN
        RAISE EXCEPTION 'whoever is erased is erased by somebody, and that stands in the log'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'erasing_is_logged';
    END IF;
    IF forebild_serves(TG_RELID) AND OLD.accepted_at IS NOT NULL AND NEW.accepted_at IS NULL AND EXISTS (
        SELECT FROM nominations_entry e JOIN programme_round r ON r.id = e.round_id
        WHERE e.candidate_id = NEW.id AND r.kind IN ('vote', 'extra_vote')
          AND r.opens_at <= forebild_now(r.edition_id)
    ) AND NOT EXISTS (
        SELECT FROM nominations_candidate c
        WHERE c.id = NEW.id AND (c.declined_at IS NOT NULL OR c.erased_at IS NOT NULL)
          AND nominations_lately_told(c.id, 'candidate.declined')
    ) THEN
        RAISE EXCEPTION 'the vote has opened: whoever leaves it says so, and that stands in the log'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'leaving_is_logged';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER leaving_is_logged AFTER UPDATE ON nominations_candidate
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.accepted_at IS NOT NULL AND NEW.accepted_at IS NULL OR OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL)
    EXECUTE FUNCTION nominations_leaving_is_logged();
"""

# What somebody has confirmed was counted when the round was sealed.
NOMINATIONS = """
CREATE FUNCTION nominations_nomination_stands() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF forebild_serves(TG_RELID) AND OLD.confirmed_at IS NOT NULL AND OLD.decision = 'accepted' AND (
        TG_OP = 'DELETE' OR NEW.decision <> OLD.decision
        OR (NEW.round_id, NEW.category_id, NEW.confirmed_at) IS DISTINCT FROM
           (OLD.round_id, OLD.category_id, OLD.confirmed_at)
    ) THEN
        RAISE EXCEPTION 'a nomination that was accepted stands: % refused', TG_OP
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'nomination_stands';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER nomination_stands BEFORE UPDATE OR DELETE ON nominations_nomination
    FOR EACH ROW EXECUTE FUNCTION nominations_nomination_stands();
"""

MAKE = WORDS + STANDING + NOMINATIONS

UNMAKE = """
DROP TRIGGER nomination_stands ON nominations_nomination;
DROP TRIGGER leaving_is_logged ON nominations_candidate;
DROP TRIGGER candidate_standing_is_decided ON nominations_candidate;
DROP TRIGGER rewording_stands ON nominations_rewording;
DROP TRIGGER rewording_is_kept ON nominations_candidate;
DROP TRIGGER candidate_words_are_decided ON nominations_candidate;
DROP FUNCTION nominations_nomination_stands();
DROP FUNCTION nominations_leaving_is_logged();
DROP FUNCTION nominations_lately_told(bigint, text);
DROP FUNCTION nominations_standing_is_decided();
DROP FUNCTION nominations_rewording_stands();
DROP FUNCTION nominations_rewording_is_kept();
DROP FUNCTION nominations_words_are_decided();
"""
