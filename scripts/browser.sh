#!/usr/bin/env bash
# Makes sure that a headless Chromium can be launched: Playwright's own, else an installed one, else Debian's.
set -uo pipefail
cd "$(dirname "$0")/.."

launches() {
  .venv/bin/python - <<'PY' 2>/dev/null
import asyncio, sys
from jarvis_adapters.d2d_portal.browser import BrowserMissing, find_browser
from playwright.async_api import async_playwright

async def main() -> int:
    match await find_browser(None):
        case BrowserMissing():
            return 1
        case found:
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(executable_path=found.path, args=["--disable-gpu"])
                await browser.close()
    return 0

sys.exit(asyncio.run(main()))
PY
}

[ "${JARVIS_BROWSER:-}" ] && exit 0
launches && { echo "setup: browser found"; exit 0; }
echo "setup: fetching Playwright's headless Chromium"
timeout 600 .venv/bin/playwright install --only-shell chromium >/dev/null 2>&1 && launches && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "setup: installing Debian's chromium-headless-shell"
  apt-get update -qq >/dev/null 2>&1
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium-headless-shell >/dev/null 2>&1 ||
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null 2>&1
  launches && exit 0
fi
cat >&2 <<'TEXT'
setup: no browser could be found or fetched.
  Debian, Ubuntu:  sudo apt-get install chromium
  elsewhere:       install Chromium or Chrome, or set JARVIS_BROWSER=/path/to/chromium
Then run the command again.
TEXT
exit 1
