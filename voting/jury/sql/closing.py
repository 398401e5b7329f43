"""What the jury gave stands when its round has closed: points, sheets, recusals, and who sat in it.

For a minute after the closing whoever was let in before it may still be writing. What was said in words can
be emptied, should the law ask.
"""

MAKE = """
CREATE FUNCTION jury_round_is_over(of_round bigint) RETURNS boolean LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT r.closes_at + interval '1 minute' <= forebild_now(r.edition_id) FROM programme_round r
    WHERE r.id = of_round;
$$;

CREATE FUNCTION jury_stands() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    changed record := coalesce(NEW, OLD);
    of_entry bigint;
BEGIN
    IF NOT forebild_serves(TG_RELID) THEN RETURN changed; END IF;
    IF TG_TABLE_NAME = 'jury_score' THEN
        SELECT entry_id INTO of_entry FROM jury_scoresheet WHERE id = changed.sheet_id;
    ELSE
        of_entry := changed.entry_id;
    END IF;
    IF jury_round_is_over((SELECT round_id FROM nominations_entry WHERE id = of_entry)) THEN
        RAISE EXCEPTION 'the round is over: what the jury gave stands'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'jury_stands';
    END IF;
    RETURN changed;
END $$;
CREATE TRIGGER score_stands BEFORE INSERT OR UPDATE OR DELETE ON jury_score
    FOR EACH ROW EXECUTE FUNCTION jury_stands();
CREATE TRIGGER sheet_comes_in_time BEFORE INSERT OR DELETE ON jury_scoresheet
    FOR EACH ROW EXECUTE FUNCTION jury_stands();
CREATE TRIGGER sheet_stands BEFORE UPDATE ON jury_scoresheet FOR EACH ROW
    WHEN ((NEW.id, NEW.juror_id, NEW.entry_id, NEW.completed_at) IS DISTINCT FROM
          (OLD.id, OLD.juror_id, OLD.entry_id, OLD.completed_at)
        OR (NEW.comment <> OLD.comment AND NEW.comment <> ''))
    EXECUTE FUNCTION jury_stands();
CREATE TRIGGER recusal_comes_in_time BEFORE INSERT OR DELETE ON jury_recusal
    FOR EACH ROW EXECUTE FUNCTION jury_stands();
CREATE TRIGGER recusal_stands BEFORE UPDATE ON jury_recusal FOR EACH ROW
    WHEN ((NEW.id, NEW.juror_id, NEW.entry_id, NEW.withdrawn_at) IS DISTINCT FROM
          (OLD.id, OLD.juror_id, OLD.entry_id, OLD.withdrawn_at))
    EXECUTE FUNCTION jury_stands();
CREATE TRIGGER assignment_stands BEFORE INSERT OR UPDATE OR DELETE ON jury_assignment
    FOR EACH ROW EXECUTE FUNCTION jury_stands();

CREATE OR REPLACE FUNCTION jury_panel_stands() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    changed jury_juror := coalesce(NEW, OLD);
BEGIN
    IF forebild_serves(TG_RELID) AND EXISTS (
        SELECT FROM programme_round r
        WHERE r.edition_id = changed.edition_id AND r.kind = 'jury' AND jury_round_is_over(r.id)
            AND (NOT EXISTS (SELECT FROM programme_seal s WHERE s.round_id = r.id) OR NOT EXISTS (
                SELECT FROM programme_round later WHERE later.edition_id = r.edition_id
                    AND later.kind = 'jury' AND NOT jury_round_is_over(later.id)))
    ) THEN
        RAISE EXCEPTION 'the round of the jury is over: who sat in it stands'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'panel_stands';
    END IF;
    RETURN changed;
END $$;
CREATE TRIGGER panel_comes_in_time BEFORE INSERT OR DELETE ON jury_juror
    FOR EACH ROW EXECUTE FUNCTION jury_panel_stands();
CREATE TRIGGER panel_stands BEFORE UPDATE ON jury_juror FOR EACH ROW
    WHEN ((NEW.id, NEW.edition_id, NEW.person_id, NEW.left_at) IS DISTINCT FROM
          (OLD.id, OLD.edition_id, OLD.person_id, OLD.left_at))
    EXECUTE FUNCTION jury_panel_stands();
"""

_PANEL = MAKE.index("CREATE OR REPLACE FUNCTION jury_panel_stands")
PANEL = MAKE[_PANEL : MAKE.index("CREATE TRIGGER panel_comes_in_time")]

UNMAKE = """
DROP TRIGGER panel_stands ON jury_juror;
DROP TRIGGER panel_comes_in_time ON jury_juror;
DROP TRIGGER assignment_stands ON jury_assignment;
DROP TRIGGER recusal_stands ON jury_recusal;
DROP TRIGGER recusal_comes_in_time ON jury_recusal;
DROP TRIGGER sheet_stands ON jury_scoresheet;
DROP TRIGGER sheet_comes_in_time ON jury_scoresheet;
DROP TRIGGER score_stands ON jury_score;
DROP FUNCTION jury_panel_stands();
DROP FUNCTION jury_stands();
DROP FUNCTION jury_round_is_over(bigint);
"""
