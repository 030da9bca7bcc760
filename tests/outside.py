"""The world outside the tests: what a process of its own knows."""

import os
from pathlib import Path


def outside(home: Path) -> dict[str, str]:
    """The environment of a process that knows nothing of these tests."""
    own = ("DJANGO_", "DATABASE_URL", "NAAST_", "PORT")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    return {**kept, "NAAST_HOME": str(home)}
