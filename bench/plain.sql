-- The tables and the two functions of `bench.plain`: what a vote needs at the least, and nothing of what this platform adds.
CREATE TABLE plain_round (id int PRIMARY KEY, opens timestamptz NOT NULL, closes timestamptz NOT NULL);
INSERT INTO plain_round VALUES (1, now() - interval '1 day', now() + interval '9 days');
CREATE TABLE plain_waiting (
    submission uuid PRIMARY KEY, round int NOT NULL, email text NOT NULL, voter_key text NOT NULL, choice text NOT NULL,
    code_hash text NOT NULL, attempts int NOT NULL DEFAULT 0, sent timestamptz NOT NULL DEFAULT clock_timestamp(), done timestamptz
);
CREATE TABLE plain_asked (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, voter_key text NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX ON plain_asked (voter_key, at);
CREATE TABLE plain_mail (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, submission uuid NOT NULL, recipient text NOT NULL, code text NOT NULL,
    state text NOT NULL DEFAULT 'queued', due timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX ON plain_mail (state, due);
CREATE TABLE plain_voter (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, round int NOT NULL, voter_key text NOT NULL, UNIQUE (round, voter_key)
);
CREATE TABLE plain_ballot (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, round int NOT NULL, voter bigint NOT NULL REFERENCES plain_voter,
    revision int NOT NULL, choice text NOT NULL, submission uuid NOT NULL UNIQUE, receipt text NOT NULL, leaf text NOT NULL,
    at timestamptz NOT NULL, UNIQUE (voter, revision)
);
CREATE INDEX ON plain_ballot (receipt);

CREATE FUNCTION plain_request(s uuid, mail text, vk text, chosen text, hash text, code text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE r plain_round; t timestamptz; n int;
BEGIN
    SELECT * INTO r FROM plain_round WHERE id = 1 FOR SHARE;
    t := clock_timestamp();
    IF t < r.opens OR t >= r.closes THEN RETURN 'closed'; END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended(vk, 0));
    SELECT count(*) INTO n FROM plain_asked WHERE voter_key = vk AND at > now() - interval '1 hour';
    IF n >= 5 THEN RETURN 'often'; END IF;
    INSERT INTO plain_waiting (submission, round, email, voter_key, choice, code_hash) VALUES (s, 1, mail, vk, chosen, hash)
        ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN RETURN 'again'; END IF;
    INSERT INTO plain_asked (voter_key) VALUES (vk);
    INSERT INTO plain_mail (submission, recipient, code) VALUES (s, mail, code);
    RETURN 'ok';
END $$;

CREATE FUNCTION plain_cast(s uuid, hash text, rec text, lf text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE p plain_waiting; r plain_round; t timestamptz; v bigint;
BEGIN
    SELECT * INTO p FROM plain_waiting WHERE submission = s FOR UPDATE;
    IF NOT FOUND THEN RETURN 'none'; END IF;
    IF p.done IS NOT NULL THEN RETURN 'ok'; END IF;
    SELECT * INTO r FROM plain_round WHERE id = p.round FOR SHARE;
    t := clock_timestamp();
    IF t < r.opens OR t >= r.closes THEN RETURN 'closed'; END IF;
    IF p.attempts >= 5 OR t > p.sent + interval '10 minutes' THEN RETURN 'old'; END IF;
    IF p.code_hash <> hash THEN UPDATE plain_waiting SET attempts = attempts + 1 WHERE submission = s; RETURN 'wrong'; END IF;
    INSERT INTO plain_voter (round, voter_key) VALUES (p.round, p.voter_key)
        ON CONFLICT (round, voter_key) DO UPDATE SET voter_key = excluded.voter_key RETURNING id INTO v;
    INSERT INTO plain_ballot (round, voter, revision, choice, submission, receipt, leaf, at) VALUES (
        p.round, v, (SELECT coalesce(max(revision), 0) + 1 FROM plain_ballot WHERE voter = v), p.choice, s, rec, lf, t);
    UPDATE plain_waiting SET done = t, email = '', choice = '', code_hash = '' WHERE submission = s;
    RETURN 'ok';
END $$;
