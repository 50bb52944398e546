"""Wiring and processes: settings, container, web, worker, command line."""

import zoneinfo

# Morocco changes its clock by decree: the locked tzdata package knows it sooner than the machine's own files.
zoneinfo.reset_tzpath(to=())
