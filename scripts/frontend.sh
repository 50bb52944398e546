#!/usr/bin/env bash
# Installs the front end's locked packages when the lock has changed, and builds the page into the application.
set -euo pipefail
cd "$(dirname "$0")/../frontend"
if [ "${JARVIS_SKIP_SPA:-}" ]; then
  echo "setup: JARVIS_SKIP_SPA is set: no dashboard is built"
  exit 0
fi
node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null ||
  { echo "setup: Node 20.19 or newer with npm is needed to build the dashboard (or JARVIS_SKIP_SPA=1: the API alone)" >&2; exit 1; }
if [ ! node_modules/.ready -nt package-lock.json ]; then
  echo "setup: installing the locked front-end packages"
  npm ci --loglevel=error
  touch node_modules/.ready
fi
echo "setup: building the dashboard"
npm run --silent build -- --logLevel=error
