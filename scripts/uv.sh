#!/usr/bin/env bash
# Runs the project's own uv, fetching it into .tools the first time.
set -euo pipefail
cd "$(dirname "$0")/.."
version=0.13.9
if [ ! -x .tools/bin/uv ]; then
  if ! python3 -m venv .tools >/dev/null 2>&1; then
    # Debian without python3-venv: pip alone can still place the wheel.
    rm -rf .tools
    python3 -m pip install --quiet --disable-pip-version-check --target .tools "uv==$version" ||
      { echo "setup: neither venv nor pip works with python3; install python3-venv, then run this again" >&2; exit 1; }
  else
    .tools/bin/python -m pip install --quiet --disable-pip-version-check "uv==$version"
  fi
fi
# Behind a company's proxy the machine knows the certificate, uv's own list does not.
export UV_SYSTEM_CERTS=1
exec .tools/bin/uv "$@"
