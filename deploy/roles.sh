#!/bin/sh
# Makes the two roles when PostgreSQL starts on an empty volume: as its superuser, by its socket.
set -e
psql -X -U postgres -d postgres -v database=award -v owner=award_owner -v serving=award \
    -f "${ROLES:-/deploy/roles.sql}"
psql -X -U postgres -d award -v ON_ERROR_STOP=1 <<'SQL'
\getenv owner DATABASE_OWNER_PASSWORD
\getenv serving DATABASE_PASSWORD
ALTER ROLE award_owner PASSWORD :'owner';
ALTER ROLE award PASSWORD :'serving';
SQL
