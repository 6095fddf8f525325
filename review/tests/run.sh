#!/usr/bin/env bash
# Builds the review page's program, checks that the built file is the one that is checked in, and tests the page in Chromium.
# Installs what it needs; needs root for Chromium and Node.js, if they are not there.
set -euo pipefail
cd "$(dirname "$0")/.."
missing=()
command -v "${CHROMIUM:-chromium}" >/dev/null || missing+=(chromium)
command -v npm >/dev/null || missing+=(nodejs npm)
if [ "${#missing[@]}" -gt 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
npm ci --silent --no-audit --no-fund
npm run --silent build >/dev/null
git diff --exit-code --stat -- dist || { echo "review/dist is not what \`npm run build\` makes of review/src" >&2; exit 1; }
DIGLOT="${DIGLOT:-$PWD/../target/debug/diglot}" npm test --silent
