#!/bin/sh
# What the tests want from the system: a Chromium, and Debian's PostgreSQL and Redis. Installed where that is allowed;
# otherwise each missing one is named once, and its tests say that they were skipped.
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium fonts-noto-core"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
command -v redis-server >/dev/null 2>&1 || missing="$missing redis-server"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing$missing …"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    apt-get update -qq >/dev/null && apt-get install -qq -y --no-install-recommends $missing >/dev/null && exit 0
fi
echo "Not installed:$missing. What needs them will be skipped (on Debian: apt install$missing)."
[ "${CI:-}" = true ] && exit 1
exit 0
