#!/usr/bin/env bash
# Builds .venv from the lock and finds a browser; safe to run again at any time.
set -euo pipefail
cd "$(dirname "$0")/.."
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
  { echo "setup: Python 3.11 or newer is needed; python3 is $(python3 --version)" >&2; exit 1; }
echo "setup: installing the locked packages into .venv"
[ -x .venv/bin/python ] || bash scripts/uv.sh venv --quiet --python python3 .venv
bash scripts/uv.sh pip sync --quiet --compile-bytecode --python .venv/bin/python requirements.lock
bash scripts/uv.sh pip install --quiet --python .venv/bin/python --no-deps --editable .
.venv/bin/python -m compileall -q src tests  # as above: where Python may not write, each process would compile all anew
bash scripts/browser.sh
