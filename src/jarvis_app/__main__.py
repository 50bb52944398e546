"""`python -m jarvis_app` is `jarvis`."""

from jarvis_app.cli import main

main()
