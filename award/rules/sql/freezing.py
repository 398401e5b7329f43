"""The freeze of an edition's rules, in the database: stored once, before anything could undo it."""

MAKE = """
CREATE FUNCTION forebild_freeze(edition bigint) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM rules_freeze WHERE edition_id = edition) THEN RETURN true; END IF;
    INSERT INTO rules_freeze (edition_id, at, rule_book_id)
    SELECT edition, first.opens_at, book.id
    FROM (SELECT min(opens_at) AS opens_at FROM programme_round WHERE edition_id = edition) first,
         (SELECT id FROM rules_rulebook WHERE edition_id = edition ORDER BY version DESC LIMIT 1) book
    WHERE first.opens_at <= forebild_now(edition)
    ON CONFLICT (edition_id) DO NOTHING;
    RETURN EXISTS (SELECT 1 FROM rules_freeze WHERE edition_id = edition);
END $$;
COMMENT ON FUNCTION forebild_freeze(bigint) IS
    'Whether the rules of the edition are frozen; stores it when its first round has opened.';
"""

UNMAKE = "DROP FUNCTION forebild_freeze(bigint);"
