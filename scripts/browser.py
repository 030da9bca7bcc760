"""Finds a Chromium for the browser tests and prints its path; fetches one when there is none.

One without windows of its own (a headless shell, which Playwright prefers too) comes first: it
draws and runs a page with the same engine, and a walk takes two thirds of the time. A whole one is
chosen with NAAST_CHROMIUM. Source: docs/decisions/0092-a-browser-without-windows.md.

In order: NAAST_CHROMIUM, the machine's own, the one Playwright keeps, one Playwright downloads, the
package of the operating system (as root). Without any it says so in one line; with CI=true it then
fails as well.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DOWNLOAD_SECONDS = 300
"""How long Playwright may take to fetch its browser before we look elsewhere, seconds."""

MISSING = (
    "Geen Chromium te vinden of op te halen: de browsertoetsen blijven ongedraaid."
    " Installeer chromium, of wijs er een aan met NAAST_CHROMIUM."
)


def find() -> str | None:
    """The path of a Chromium that starts on this machine, without fetching anything."""
    if found := on_this_machine():
        return found
    return None if "NAAST_CHROMIUM" in os.environ else playwrights_own()


def on_this_machine() -> str | None:
    """The path of the Chromium somebody chose or installed here, if it starts."""
    if chosen := os.environ.get("NAAST_CHROMIUM"):
        return chosen if starts(chosen) else None
    found = (path for name in NAMES if (path := shutil.which(name)))
    return next((path for path in found if starts(path)), None)


def playwrights_own() -> str | None:
    """The path of the Chromium Playwright keeps for itself, if it is there and starts."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if starts(path) else None


def starts(path: str) -> bool:
    """Whether this browser runs: a file alone may lack its libraries, or be a snap's stand-in."""
    if not Path(path).exists():
        return False
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def fetch() -> None:
    """Try to get a Chromium: Playwright's, then one of the operating system's."""
    attempt(sys.executable, "-m", "playwright", "install", "chromium", seconds=DOWNLOAD_SECONDS)
    if find() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        attempt("apt-get", "update", "-qq", seconds=DOWNLOAD_SECONDS)
        install = ("apt-get", "install", "-qq", "-y", "--no-install-recommends")
        for package in (SHELL, "chromium"):  # not every system has the first
            if find() is None:
                attempt(*install, package, seconds=2 * DOWNLOAD_SECONDS)


def attempt(*command: str, seconds: int) -> None:
    """Run a command that may fail; what it leaves is judged afterwards."""
    print(f"  {' '.join(command)}", file=sys.stderr, flush=True)
    try:
        subprocess.run(command, stdout=sys.stderr, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        print(f"  gaf na {seconds} s geen antwoord", file=sys.stderr)


def provide() -> str | None:
    """The path of a working Chromium, fetched when needed; None when none can be had."""
    found = find()
    if found is None and "NAAST_CHROMIUM" not in os.environ:
        fetch()
        found = find()
    return found


def main() -> None:
    """Print the path on stdout, or the one line about its absence on stderr."""
    if found := provide():
        print(found)
        return
    print(MISSING, file=sys.stderr)
    sys.exit(1 if os.environ.get("CI") == "true" else 0)


if __name__ == "__main__":
    main()
