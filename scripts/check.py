"""Everything that can be judged without running the pages, each step by name.

All steps are run, also after a failure; the exit code is 1 when any of them failed.
Usage: python -m scripts.check [name …]
"""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

PYTHON = (sys.executable, "-m")
LINT_IMPORTS = str(Path(sys.executable).with_name("lint-imports"))
STEPS: dict[str, tuple[str, ...]] = {
    "stijl": (*PYTHON, "ruff", "check"),
    "opmaak": (*PYTHON, "ruff", "format", "--check", "--quiet"),
    "typen": (*PYTHON, "mypy"),
    "lagen": (LINT_IMPORTS, "--no-logo"),
    "sjablonen": (*PYTHON, "djlint", "naast", "--lint", "--quiet"),
    "veiligheid": (*PYTHON, "bandit", "-q", "-r", "naast", "-c", "pyproject.toml"),
    "start": (*PYTHON, "naast", "manage", "check", "--deploy", "--fail-level", "WARNING"),
    "migraties": (*PYTHON, "naast", "manage", "makemigrations", "--check", "--dry-run"),
    "vertalingen": (*PYTHON, "scripts.translations", "check"),
    "woorden": (*PYTHON, "naast.ui.lexicon"),
    "pakket": (*PYTHON, "scripts.wheel"),
}

ENVIRONMENT = {
    "start": {  # an installation on the internet as it should be; both check lists find nothing
        "NAAST_HOSTS": "naast.buurt.internal",
        "NAAST_HTTPS": "True",
        "NAAST_EMAIL_HOST": "mail.buurt.internal",
        "NAAST_EMAIL_FROM": "Naast <naast@buurt.internal>",
        "NAAST_SECURITY_CONTACT": "mailto:veilig@buurt.internal",
    },
}
"""What a step needs to know beside what all steps know."""


def main() -> None:
    """Run the steps named, or all, as many at once as this machine has cores."""
    chosen = sys.argv[1:] or list(STEPS)
    if unknown := set(chosen) - set(STEPS):
        sys.exit(f"Onbekend: {', '.join(sorted(unknown))}. Kies uit: {', '.join(STEPS)}.")
    failed = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, done in zip(chosen, pool.map(outcome, chosen), strict=True):
            print(f"── {name}\n{done.said}", end="", flush=True)
            print(
                f"   {'in orde' if done.ok else 'niet in orde'}, {done.seconds:.1f} s", flush=True
            )
            failed += [] if done.ok else [name]
    if failed:
        sys.exit(f"\nNiet in orde: {', '.join(failed)}")
    print("\nAlles in orde.")


@dataclass(frozen=True)
class Outcome:
    """What came of one step; `said` is all that it printed."""

    ok: bool
    said: str
    seconds: float


def outcome(name: str) -> Outcome:
    """Run one step, in a home of its own."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as home:
        own = {"NAAST_HOME": home, "DATABASE_URL": "", **ENVIRONMENT.get(name, {})}
        done = subprocess.run(
            STEPS[name], env={**os.environ, **own}, check=False, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
    return Outcome(done.returncode == 0, done.stdout, time.monotonic() - started)


if __name__ == "__main__":
    main()
