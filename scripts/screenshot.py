"""Takes pictures of real pages: starts Naast with the demo region, logs in, looks with Chromium.

Each path becomes one PNG per width in the output folder, the whole page from top to bottom.

Usage: python -m scripts.screenshot --out FOLDER [--width 360 --width 1280] [--as SLUG]
           [--url http://127.0.0.1:8000] [--viewport-only] [--dark] [--no-javascript] PATH …

  --as   somebody of the cast (the last part of their button's address on /demo/)
  --url  a server that runs already; without it one is started on a free port with its own data
"""

import argparse
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from scripts import browser

START_SECONDS = 120
"""How long a new server may take to build the demo region and answer, seconds."""

CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""No sandbox, because a container's root cannot have one; nothing of its own on the network."""

HEIGHTS = {360: 780}
DEFAULT_HEIGHT = 900


@contextmanager
def running_demo() -> Iterator[str]:
    """A fresh demo region on a free port; gives its address and takes it down afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="naast-picture-") as home:
        environment = {**os.environ, "NAAST_HOME": home, "NAAST_DEMO": "True", "DATABASE_URL": ""}
        server = subprocess.Popen(
            [sys.executable, "-m", "naast", "serve", "--port", str(port), "--workers", "1"],
            env=environment,
            stdout=sys.stderr,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Return once `url` answers; end the process when the server stops or stays silent."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            sys.exit("De server stopte voordat hij antwoord gaf.")
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit(f"Geen antwoord van {url} binnen {START_SECONDS} s.")


def step_in(page: Page, url: str, slug: str) -> None:
    """Become somebody of the cast by their own button on the page with the cast."""
    page.goto(f"{url}/demo/")
    form = page.locator(f'form[action$="/demo/als/{slug}/"]')
    if form.count() != 1:
        sys.exit(f"Niemand op {url}/demo/ heet {slug!r}.")
    form.locator("button, input[type=submit]").first.click()


def file_name(path: str, width: int, slug: str | None) -> str:
    """A file name that tells page, person and width: `vandaag-noor-1280.png`."""
    stem = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-") or "home"
    return "-".join(filter(None, [stem, slug, str(width)])) + ".png"


def take(chromium: Browser, url: str, width: int, options: argparse.Namespace) -> None:
    """All pages at one width, in one visit."""
    context = chromium.new_context(
        viewport={"width": width, "height": HEIGHTS.get(width, DEFAULT_HEIGHT)},
        locale="nl-NL",
        color_scheme="dark" if options.dark else "light",
        reduced_motion="reduce",
        java_script_enabled=not options.no_javascript,
    )
    page = context.new_page()
    page.on("console", lambda message: print(f"  {message.type}: {message.text}", file=sys.stderr))
    if options.slug:
        step_in(page, url, options.slug)
    for path in options.path:
        response = page.goto(f"{url}/{path.lstrip('/')}")
        target = options.out / file_name(path, width, options.slug)
        page.screenshot(path=target, full_page=not options.viewport_only)
        print(f"{target}  {response.status if response else ''}  {page.title()}", flush=True)
    context.close()


def main() -> None:
    """Read the options and take the pictures."""
    parser = argparse.ArgumentParser(description="Plaatjes maken van echte pagina's.")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--width", type=int, action="append", metavar="PX")
    parser.add_argument("--as", dest="slug")
    parser.add_argument("--url")
    parser.add_argument("--viewport-only", action="store_true")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--no-javascript", action="store_true")
    parser.add_argument("path", nargs="+")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    chromium_path = browser.provide()
    if chromium_path is None:
        sys.exit(browser.MISSING)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=CHROMIUM_OPTIONS)
        if options.url:
            visit_all(chromium, options.url.rstrip("/"), options)
        else:
            with running_demo() as url:
                visit_all(chromium, url, options)
        chromium.close()


def visit_all(chromium: Browser, url: str, options: argparse.Namespace) -> None:
    """All pages at all widths."""
    for width in options.width or [360, 1280]:
        take(chromium, url, width, options)


if __name__ == "__main__":
    main()
