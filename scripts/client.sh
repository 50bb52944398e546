#!/usr/bin/env bash
# The API's description and the types made of it; with --check nothing is written and a stale one is an error.
set -euo pipefail
cd "$(dirname "$0")/.."
fresh="$(mktemp)"
trap 'rm -f "$fresh"' EXIT
.venv/bin/jarvis openapi > "$fresh"
if [ "${1:-}" = --check ]; then
  diff --brief "$fresh" frontend/openapi.json >/dev/null ||
    { echo "frontend/openapi.json is not what the application says: run \`make client\`" >&2; exit 1; }
  npm --prefix frontend run --silent client:check
else
  cp "$fresh" frontend/openapi.json
  npm --prefix frontend run --silent client
fi
