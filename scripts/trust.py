"""Runs the tests that prove our promises and prints one table: promise, count, result, floor.

Usage: python -m scripts.trust [--full]. With --full the large counts are tried.
"""

import json
import os
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from scripts import test

REPORT = "NAAST_TRUST_REPORT"


def table(report: Path) -> str:
    """What was counted, a line per promise and kind of try; several databases are added up."""
    counted: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for line in report.read_text(encoding="utf-8").splitlines() if report.exists() else []:
        row = json.loads(line)
        sums = counted[row["promise"], row["what"]]
        for at, key in enumerate(("count", "broken", "floor")):
            sums[at] += row[key]
        sums[3] += 1
    lines = [f"{'belofte':8} {'geprobeerd':>10} {'stuk':>5} {'bodem':>8}  wat"]
    for (number, what), (count, broken, floor, runs) in sorted(
        counted.items(), key=lambda item: (int(item[0][0].lstrip("P")), item[0][1])
    ):
        times = f" ({runs}×)" if runs > 1 else ""
        kept = "" if broken == 0 and count >= floor else "  NIET GEHOUDEN"
        lines.append(f"{number:8} {count:>10} {broken:>5} {floor:>8}  {what}{times}{kept}")
    lines.append(f"{len(counted)} beloften geteld.")
    return "\n".join(lines)


def main() -> None:
    """Run every test marked `trust`, on each database and in the browser, and print the table."""
    arguments = sys.argv[1:]
    if "--full" in arguments:
        arguments.remove("--full")
        os.environ["NAAST_TRUST_FULL"] = "True"
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "trust.jsonl"
        os.environ[REPORT] = str(report)
        code = test.run(arguments, only="trust")
        print(f"\n── Vertrouwen\n{table(report)}", flush=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
