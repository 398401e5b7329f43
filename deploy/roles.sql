-- The two roles and their database: one role owns the tables and migrates, the other one serves.
-- For psql, as a superuser; it may be run again at any time, and changes nothing then:
--   psql -v database=award -v owner=award_owner -v serving=award -f deploy/roles.sql
-- Passwords are set afterwards: \password award_owner, \password award.
\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = warning;
SELECT format('CREATE ROLE %I LOGIN', name) FROM unnest(ARRAY[:'owner', :'serving']) AS name
    WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
SELECT format('CREATE DATABASE %I OWNER %I TEMPLATE template0', :'database', :'owner')
    WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
-- Nobody may so much as make a temporary table: it could stand in for one of ours.
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO :"serving";
\connect :"database"
ALTER SCHEMA public OWNER TO :"owner";
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO :"serving";
-- What the serving role may do with each table is granted by every `manage.py migrate`.
