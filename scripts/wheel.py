"""Builds the wheel into dist/ and looks whether all a user needs is in it, and nothing more.

Usage: python -m scripts.wheel
"""

import subprocess
import sys
import tempfile
import zipfile
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NEEDED = {
    "opmaak": "naast/ui/static/ui/vendor/*.css",
    "letters voor de browser": "naast/ui/static/ui/vendor/*.woff2",
    "letters voor de PDF": "naast/ui/fonts/*.ttf",
    "vertalingen": "naast/*/locale/nl/LC_MESSAGES/django.mo",
    "programma's": "naast/programmes/definitions/*.toml",
    "voorbeelden": "naast/library/entries/*.toml",
    "postcodes": "naast/places/data/*.csv",
    "sjablonen": "naast/*/templates/*.html",
    "licentie": "naast-*.dist-info/licenses/LICENSE",
}
"""What must be there, as patterns in which `*` crosses folders."""

UNWANTED = ("*/tests/*", "tests/*", "scripts/*", "benchmarks/*", "conftest.py", "*.pyc")


def build(folder: Path) -> Path:
    """Build the wheel into `folder` with the pinned hatchling, and return its path."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return next(folder.glob("naast-*.whl"))


def faults(names: list[str]) -> list[str]:
    """What is missing from, or should not be in, a wheel with these files; a line each."""
    missing = [
        f"ontbreekt: {what} ({pattern})"
        for what, pattern in NEEDED.items()
        if not any(fnmatch(name, pattern) for name in names)
    ]
    extra = [
        f"hoort er niet in: {name}"
        for name in names
        if any(fnmatch(name, pattern) for pattern in UNWANTED)
    ]
    return missing + extra


def main() -> None:
    """Build, look, and keep the wheel only when it is whole."""
    with tempfile.TemporaryDirectory() as folder:
        wheel = build(Path(folder))
        with zipfile.ZipFile(wheel) as archive:
            found = faults(archive.namelist())
        if found:
            sys.exit("\n".join(found))
        target = ROOT / "dist" / wheel.name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(wheel.read_bytes())
    print(f"dist/{target.name}: {target.stat().st_size / 1_000_000:.1f} MB, volledig")


if __name__ == "__main__":
    main()
