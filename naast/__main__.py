"""`python -m naast` is the command `naast`."""

from naast.config.cli import main

main()
