#!/bin/sh
# Assembles the configuration and execs nginx. POSIX sh and sed only: runs in the image and wherever nginx is installed.
# With deploy/certs/tls.crt and tls.key it serves HTTPS and redirects plain HTTP; without them it serves plain HTTP if ALLOW_PLAIN_HTTP says so.
set -eu

here=$(dirname "$0")
: "${NGINX_BACKENDS:=server backend-api:8000 resolve;}"
: "${NGINX_RESOLVER:=127.0.0.11}"
: "${NGINX_HTTP_PORT:=8080}"
: "${NGINX_HTTPS_PORT:=8443}"
: "${NGINX_PUBLIC_HTTPS_PORT:=443}"
: "${NGINX_CERTS:=/etc/nginx/certs}"
: "${NGINX_RUN:=/tmp/nginx}"
: "${NGINX_CONNECTIONS_PER_ADDRESS:=800}"
: "${NGINX_REQUESTS_PER_SECOND:=300}"
: "${NGINX_EXPOSE:=}"
: "${ALLOW_PLAIN_HTTP:=false}"

refuse() {
    echo "nginx: $1" >&2
    exit 1
}

for setting in NGINX_CONNECTIONS_PER_ADDRESS NGINX_REQUESTS_PER_SECOND; do
    eval "value=\$$setting"
    case $value in
        *[!0-9]* | 0* | ??????* | "") refuse "$setting is \"$value\": give a number from 1 to 65535." ;;
    esac
    [ "$value" -le 65535 ] || refuse "$setting is \"$value\": give a number from 1 to 65535."
done

# nginx would report it, too, but not the remedy.
for file in tls.crt tls.key; do
    if [ -e "$NGINX_CERTS/$file" ] && [ ! -r "$NGINX_CERTS/$file" ]; then
        refuse "deploy/certs/$file cannot be read by the user $(id -u), who nginx runs as: chown it to that number."
    fi
done

# Passwords do not travel in the clear because a file is missing.
if [ -s "$NGINX_CERTS/tls.crt" ] && [ -s "$NGINX_CERTS/tls.key" ]; then
    listener=tls
elif [ "$ALLOW_PLAIN_HTTP" = true ]; then
    listener=plain
    echo "nginx: this serves plain HTTP, as ALLOW_PLAIN_HTTP says. Phones give a page their camera only over HTTPS." >&2
else
    refuse "deploy/certs/tls.crt or tls.key is missing or empty. Put both there; or, behind a proxy that has them, set ALLOW_PLAIN_HTTP=true."
fi

# A word in NGINX_EXPOSE turns the line that hides its routes into a comment.
webhook='' readiness='' docs=''
for word in $NGINX_EXPOSE; do
    case $word in
        webhook | readiness | docs) eval "$word='#'" ;;
        *) refuse "NGINX_EXPOSE has \"$word\": give webhook, readiness or docs, separated by blanks." ;;
    esac
done

# The port in a redirect, unless it is the default.
case $NGINX_PUBLIC_HTTPS_PORT in
    443) public_port= ;;
    *) public_port=:$NGINX_PUBLIC_HTTPS_PORT ;;
esac

# Up to 1.24 HTTP/2 is a parameter of listen, since 1.25 a directive.
case $(nginx -v 2>&1) in
    *nginx/1.[0-9].* | *nginx/1.1[0-9].* | *nginx/1.2[0-4].*) http2_word=' http2' http2_directive= ;;
    *) http2_word= http2_directive='http2 on;' ;;
esac

mkdir -p "$NGINX_RUN"
for file in nginx.conf clients.conf api.conf listen.conf; do
    case $file in
        listen.conf) source=$here/listen-$listener.conf ;;
        *) source=$here/$file ;;
    esac
    sed -e "s|@BACKENDS@|$NGINX_BACKENDS|g" \
        -e "s|@RESOLVER@|$NGINX_RESOLVER|g" \
        -e "s|@HTTP_PORT@|$NGINX_HTTP_PORT|g" \
        -e "s|@HTTPS_PORT@|$NGINX_HTTPS_PORT|g" \
        -e "s|@PUBLIC_PORT@|$public_port|g" \
        -e "s|@HTTP2_WORD@|$http2_word|g" \
        -e "s|@HTTP2_DIRECTIVE@|$http2_directive|g" \
        -e "s|@CONNECTIONS@|$NGINX_CONNECTIONS_PER_ADDRESS|g" \
        -e "s|@REQUESTS@|$NGINX_REQUESTS_PER_SECOND|g" \
        -e "s|@REQUESTS_BURST@|$((2 * NGINX_REQUESTS_PER_SECOND))|g" \
        -e "s|@WEBHOOK@|$webhook|g" \
        -e "s|@READINESS@|$readiness|g" \
        -e "s|@DOCS@|$docs|g" \
        -e "s|@CERTS@|$NGINX_CERTS|g" \
        -e "s|@RUN@|$NGINX_RUN|g" \
        "$source" >"$NGINX_RUN/$file"
done

exec nginx -c "$NGINX_RUN/nginx.conf" -e stderr -g 'daemon off;'
