#!/bin/bash
# Whether the program in this container answers /health with 200. Needs bash alone: the image has neither curl nor wget, and a second .NET
# process every few seconds would be expensive.
set -eu

port=${1:-8000}
exec 3<>"/dev/tcp/127.0.0.1/$port"
printf 'GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
IFS= read -r -t 3 status <&3
[[ $status == 'HTTP/1.1 200 '* ]]
