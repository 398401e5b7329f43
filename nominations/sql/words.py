"""What a finalist is called, and whom a ballot names."""

# A round that is over has been chosen in by name. Emptying a text is no rewording: she may be
# forgotten at any time, and then her name goes with `erased_at`.
WORDS_STAND = """
CREATE FUNCTION nominations_words_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.erased_at IS NULL
        AND ((NEW.name <> OLD.name AND NEW.name <> '')
          OR (NEW.title <> OLD.title AND NEW.title <> '')
          OR (NEW.workplace <> OLD.workplace AND NEW.workplace <> '')
          OR (NEW.presentation <> OLD.presentation AND NEW.presentation <> '')
          OR (NEW.motivation_sv <> OLD.motivation_sv AND NEW.motivation_sv <> '')
          OR (NEW.motivation_en <> OLD.motivation_en AND NEW.motivation_en <> '')
          OR (NEW.portrait_alt <> OLD.portrait_alt AND NEW.portrait_alt <> '')
          OR (NEW.portrait <> OLD.portrait AND NEW.portrait <> ''))
        AND EXISTS (
            SELECT 1 FROM nominations_entry entry JOIN programme_round round ON round.id = entry.round_id
            WHERE entry.candidate_id = NEW.id AND round.kind = 'vote'
              AND round.closes_at <= forebild_round_now(round.id)
        )
    THEN
        RAISE EXCEPTION 'the vote is over: what a finalist was called in it stands'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'candidate_words_stand';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER candidate_words_stand BEFORE UPDATE ON nominations_candidate
    FOR EACH ROW EXECUTE FUNCTION nominations_words_stand();

-- Ballots name her by her slug and what is sealed by her alias: once a vote that she stands in has opened,
-- neither becomes somebody else's. Whoever is erased leaves her slug behind.
CREATE FUNCTION nominations_candidate_is_herself() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.erased_at IS NULL OR NEW.alias <> OLD.alias OR NEW.edition_id <> OLD.edition_id)
        AND EXISTS (
            SELECT 1 FROM nominations_entry entry JOIN programme_round round ON round.id = entry.round_id
            WHERE entry.candidate_id = OLD.id AND round.kind = 'vote'
              AND round.opens_at <= forebild_round_now(round.id)
        )
    THEN
        RAISE EXCEPTION 'the vote has opened: whom a ballot names stands'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'candidate_is_herself';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER candidate_is_herself BEFORE UPDATE ON nominations_candidate FOR EACH ROW
    WHEN ((NEW.slug, NEW.alias, NEW.edition_id) IS DISTINCT FROM (OLD.slug, OLD.alias, OLD.edition_id))
    EXECUTE FUNCTION nominations_candidate_is_herself();
"""

UNDO_WORDS_STAND = """
DROP TRIGGER candidate_words_stand ON nominations_candidate;
DROP FUNCTION nominations_words_stand();
DROP TRIGGER candidate_is_herself ON nominations_candidate;
DROP FUNCTION nominations_candidate_is_herself();
"""
