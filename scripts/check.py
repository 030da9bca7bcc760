"""Everything that can be judged without running the pages, each step by name.

All steps are run, also after a failure; the exit code is 1 when any of them failed.
Usage: python -m scripts.check [name …]
"""

import os
import subprocess
import sys
import tempfile
import time
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
    """Run the steps named, or all."""
    chosen = sys.argv[1:] or list(STEPS)
    if unknown := set(chosen) - set(STEPS):
        sys.exit(f"Onbekend: {', '.join(sorted(unknown))}. Kies uit: {', '.join(STEPS)}.")
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "NAAST_HOME": home, "DATABASE_URL": ""}
        failed = [name for name in chosen if not passes(name, environment)]
    if failed:
        sys.exit(f"\nNiet in orde: {', '.join(failed)}")
    print("\nAlles in orde.")


def passes(name: str, environment: dict[str, str]) -> bool:
    """Run one step under its name; True when it found nothing."""
    print(f"── {name}", flush=True)
    started = time.monotonic()
    own = {**environment, **ENVIRONMENT.get(name, {})}
    done = subprocess.run(STEPS[name], env=own, check=False)
    seconds = time.monotonic() - started
    print(f"   {'niet in orde' if done.returncode else 'in orde'}, {seconds:.1f} s", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    main()
