#!/bin/sh
# Have a Chromium for the browser tests: Debian's package, where that can be installed. Otherwise say how, once.
command -v chromium >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium fonts-noto-core >/dev/null
    command -v chromium >/dev/null 2>&1 && exit 0
fi
echo "No Chromium here: the browser tests will be skipped. Install it first (on Debian: apt install chromium)."
[ "${CI:-}" = true ] && exit 1
exit 0
