#!/bin/sh
# Removes a published program's native libraries for other systems. It is published without --runtime, because the lock files name no
# runtimes, so it contains the libraries of all of them: hundreds of megabytes.
#   prune-natives.sh <folder> [<runtime to keep; default: this machine's>]
set -eu

folder=$1
runtime=${2:-}
if [ -z "$runtime" ]; then
    case $(uname -m) in
        x86_64 | amd64) runtime=linux-x64 ;;
        aarch64 | arm64) runtime=linux-arm64 ;;
        *)
            echo "prune-natives: ATTN has no native libraries for $(uname -m)." >&2
            exit 1
            ;;
    esac
fi

for found in "$folder"/runtimes/*; do
    case ${found##*/} in
        "$runtime" | linux | unix | any) ;;
        *) rm -r "$found" ;;
    esac
done

if [ ! -d "$folder/runtimes/$runtime" ]; then
    echo "prune-natives: $folder holds nothing for $runtime." >&2
    exit 1
fi
