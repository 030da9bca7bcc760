"""Makes this folder ready to run: environment, packages, CSS and fonts, translations.

Needs Python >= 3.11 and nothing outside its standard library. A step is done again only when the
files it is made from have changed, or what it makes is gone; so a second run takes no time.

Usage: python3.11 scripts/setup.py [--dev]
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
UV = VENV / "bin/uv"
NODE_VENV = ROOT / ".venv-node"
STAMPS = VENV / "naast-setup.json"
REQUIREMENTS = ROOT / "requirements"
OLDEST_NODE = 18
"""Oldest major version of Node whose npm reads our lock file."""


@dataclass(frozen=True)
class Step:
    """One thing to make, the files it is made from and the files that show it is there."""

    name: str
    make: Callable[[], None]
    made_from: tuple[str, ...]
    """Globs, from the root."""
    leaves: tuple[str, ...]
    """Globs, from the root; each must match something."""

    def fingerprint(self) -> str:
        """A hash over the names and contents of all files this step is made from."""
        digest = hashlib.sha256()
        for path in files(self.made_from):
            digest.update(f"\0{path.relative_to(ROOT)}\0".encode())
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def is_done(self, stamp: str | None) -> bool:
        """Whether what this step leaves is there and was made from what lies here now."""
        left = all(any(ROOT.glob(pattern)) for pattern in self.leaves)
        return left and stamp == self.fingerprint()


def files(patterns: Iterable[str]) -> list[Path]:
    """The files that match any of `patterns`, each once, in a fixed order."""
    found = {path for pattern in patterns for path in ROOT.glob(pattern)}
    return sorted(path for path in found if path.is_file())


def call(*command: str | Path, env: dict[str, str] | None = None) -> None:
    """Run a command in the root of the project; its failure ends the set-up with its own words."""
    result = subprocess.run(
        [str(part) for part in command], cwd=ROOT, env={**os.environ, **(env or {})}, check=False
    )
    if result.returncode:
        sys.exit(f"\nHet klaarzetten stopt: '{' '.join(map(str, command))}' lukte niet.")


def make_environment() -> None:
    """A virtual environment with pip from this Python, then uv by hash."""
    if not PYTHON.exists():
        try:
            import ensurepip  # noqa: F401  # Debian leaves it out of python3 itself
        except ImportError:
            sys.exit(
                "Deze Python kan geen omgeving maken. Installeer python3-venv (Debian, Ubuntu)."
            )
        call(sys.executable, "-m", "venv", "--clear", VENV)
    if subprocess.run([PYTHON, "-c", "import pip"], capture_output=True, check=False).returncode:
        call(PYTHON, "-m", "ensurepip")
    pip_install(PYTHON, "uv.txt")


def pip_install(python: Path, requirements: str) -> None:
    """Install a file of pinned hashes with pip, for what must come before uv."""
    call(
        python,
        *("-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-deps"),
        *("--only-binary", ":all:", "--require-hashes", "-r", REQUIREMENTS / requirements),
    )


def install_packages(requirements: str) -> None:
    """Install the packages of one lock file; whatever else is there stays."""
    call(
        *(UV, "pip", "install", "--quiet", "--python", PYTHON),
        *("--require-hashes", "-r", REQUIREMENTS / requirements),
    )


def install_project() -> None:
    """Install this folder itself, so that `naast` is a command and mypy sees a package."""
    call(
        *(UV, "pip", "install", "--quiet", "--python", PYTHON),
        *("--no-deps", "--no-build-isolation", "--editable", ROOT),
    )


def build_assets() -> None:
    """CSS and fonts from npm packages, with a Node that is thrown away when it was not here."""
    environment = own_npm() or ({} if packages_are_there() else borrowed_npm())
    call(PYTHON, ROOT / "scripts/build_assets.py", env=environment)
    shutil.rmtree(NODE_VENV, ignore_errors=True)


def packages_are_there() -> bool:
    """Whether the npm packages were installed after the lock file last changed."""
    folder = ROOT / "node_modules"
    lock = ROOT / "package-lock.json"
    return folder.exists() and folder.stat().st_mtime >= lock.stat().st_mtime


def own_npm() -> dict[str, str] | None:
    """The environment that points at this machine's npm, or None when it is missing or too old."""
    npm, node = os.environ.get("NAAST_NPM") or shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        return None
    shown = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    major = shown.stdout.strip().removeprefix("v").partition(".")[0]
    return {"NAAST_NPM": npm} if major.isdigit() and int(major) >= OLDEST_NODE else None


def borrowed_npm() -> dict[str, str]:
    """The environment that points at an npm carried by a Python package, in a folder of its own."""
    print("  geen bruikbare npm hier: Node komt even mee als Python-pakket", flush=True)
    call(sys.executable, "-m", "venv", "--clear", NODE_VENV)
    pip_install(NODE_VENV / "bin/python", "node.txt")
    path = f"{NODE_VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    return {"NAAST_NPM": str(NODE_VENV / "bin/npm"), "PATH": path}


def compile_translations() -> None:
    """The binary catalogues Django reads, made without the system's gettext."""
    call(PYTHON, ROOT / "scripts/translations.py", "compile")


def steps(requirements: str) -> list[Step]:
    """Everything to make, in order, with the packages of lock file `requirements`."""
    return [
        Step("omgeving", make_environment, ("requirements/uv.txt",), (".venv/bin/uv",)),
        Step(
            f"pakketten ({requirements})",
            lambda: install_packages(requirements),
            ("requirements/uv.txt", f"requirements/{requirements}"),
            (".venv/bin/gunicorn",),
        ),
        Step("naast", install_project, ("pyproject.toml",), (".venv/bin/naast",)),
        Step(
            "opmaak en letters",
            build_assets,
            (
                *("package.json", "package-lock.json", ".npmrc"),
                *("scripts/build_assets.py", "naast/ui/static/ui/css/*.css"),
            ),
            ("naast/ui/static/ui/vendor/*", "naast/ui/fonts/*"),
        ),
        Step(
            "vertalingen",
            compile_translations,
            ("naast/*/locale/*/LC_MESSAGES/*.po", "scripts/translations.py"),
            ("naast/*/locale/*/LC_MESSAGES/*.mo",),
        ),
    ]


def read_stamps() -> dict[str, str]:
    """What each step was last made from; nothing when the environment is new or unreadable."""
    try:
        stamps: dict[str, str] = json.loads(STAMPS.read_text())
    except (OSError, ValueError):
        return {}
    return stamps


def main() -> None:
    """Do the steps that are due and say which."""
    parser = argparse.ArgumentParser(description="Zet deze map klaar om te draaien.")
    parser.add_argument("--dev", action="store_true", help="ook wat nodig is om te toetsen")
    requirements = "dev.txt" if parser.parse_args().dev else "run.txt"
    for step in steps(requirements):
        stamps = read_stamps()
        if step.is_done(stamps.get(step.name)):
            continue
        print(f"· {step.name} …", flush=True)
        started = time.monotonic()
        step.make()
        STAMPS.write_text(json.dumps({**read_stamps(), step.name: step.fingerprint()}, indent=1))
        print(f"  klaar in {time.monotonic() - started:.1f} s", flush=True)


if __name__ == "__main__":
    main()
