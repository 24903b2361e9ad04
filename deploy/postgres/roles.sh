#!/bin/sh
# Runs once, when the database is made: by the image's entrypoint, as its superuser, before the server takes connections from outside.
# The program gets a user of its own, who owns the database attn and nothing else. The superuser loses its password, so that it is reached from
# inside the container alone.
set -eu

psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
    --set password="$POSTGRES_PASSWORD" --set admin="$POSTGRES_USER" --set database="$POSTGRES_DB" <<'SQL'
CREATE ROLE attn LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'password';
ALTER DATABASE :"database" OWNER TO attn;
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
ALTER ROLE :"admin" PASSWORD NULL;
SQL
