"""Wiring and processes: settings, container, web, worker, command line."""

import zoneinfo
from importlib.util import find_spec

# Morocco changes its clock by decree: the tzdata package locked for the server knows it sooner than the
# machine's own files, which are good enough where the package was not installed.
if find_spec("tzdata") is not None:
    zoneinfo.reset_tzpath(to=())
