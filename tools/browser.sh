#!/usr/bin/env bash
# A Chromium for the browser tests. Never fails: those tests skip with a reason where there is none.
set -u
find_one() { for one in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
  [ -n "$one" ] && command -v "$one" && return 0; done; return 1; }

if found=$(find_one); then
  echo "Browser tests use $found"
elif [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
  log=$(mktemp)
  echo "Installing Debian's Chromium"
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends chromium fonts-dejavu-core; } > "$log" 2>&1 \
    || echo "That did not work (see $log); the browser tests will be skipped."
  find_one || true
else
  echo "No Chromium here. Install one (Debian: apt install chromium) or name it in CHROMIUM; else the browser tests are skipped."
fi
exit 0
