#!/bin/sh
# Writes the users and execs Redis. POSIX sh only: runs in the image and wherever Redis is installed. Passwords come from the environment and
# never appear on a command line.
set -eu

here=$(dirname "$0")
: "${REDIS_PORT:=6379}"
: "${REDIS_BIND:=*}"
: "${REDIS_DATA:=/data}"
: "${REDIS_RUN:=/tmp}"

# A space or a quote would end the word in the users file, and the passwords appear in URLs as well.
for name in REDIS_PASSWORD REDIS_ADMIN_PASSWORD; do
    eval "value=\${$name:-}"
    case $value in
        '' | *[!A-Za-z0-9_-]*)
            echo "redis: $name must be set, to letters and digits only, for example from: openssl rand -hex 32" >&2
            exit 1
            ;;
    esac
done

umask 077
cat >"$REDIS_RUN/users.acl" <<USERS
user default off
user attn on >$REDIS_PASSWORD ~attn:* &attn:* +@all -@admin -@dangerous
user admin on >$REDIS_ADMIN_PASSWORD ~* &* +@all
USERS

exec redis-server "$here/redis.conf" --port "$REDIS_PORT" --bind "$REDIS_BIND" --dir "$REDIS_DATA" --aclfile "$REDIS_RUN/users.acl"
