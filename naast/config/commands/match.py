"""`naast match`: two tables in, the best plan out, with the reasons in words."""

import argparse
import csv
import io
import json
import os
import sys
import tempfile
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from naast.matching import Plan, Reason, Rules, plan, say
from naast.matching.cells import NotUnderstood, day
from naast.matching.problems import Problem
from naast.matching.tables import read_requests, read_supporters

RIGHT, NOT_WRITTEN, NOT_READ = 0, 1, 2


def add(subparsers: Any) -> None:
    """Register `match`."""
    parser = subparsers.add_parser(
        "match",
        help="maak een voorstel: welk gezin kan naast welk gezin staan",
        description="Leest wie vraagt en wie steunt uit twee tabellen (CSV); maakt het beste plan."
        " Het plan is advies; mensen beslissen.",
    )
    parser.add_argument("requests", type=Path, help="tabel met vragen")
    parser.add_argument("supporters", type=Path, help="tabel met wie steunt")
    parser.add_argument("--programme", required=True, metavar="NAAM", help="zoals buurtgezinnen")
    parser.add_argument("--on", type=_day, metavar="DATUM", help="de dag van het plan (vandaag)")
    parser.add_argument("--json", type=Path, metavar="BESTAND", help="waar het plan komt te staan")
    parser.add_argument("--csv", type=Path, metavar="BESTAND", help="het plan ook als tabel")
    parser.add_argument(
        "--skip-invalid", action="store_true", help="sla regels over die niet te lezen zijn"
    )
    parser.set_defaults(run=run)


def _day(text: str) -> date:
    try:
        return day(text)
    except NotUnderstood as problem:
        raise argparse.ArgumentTypeError(str(problem)) from None


def run(options: argparse.Namespace) -> int:
    """Make the plan and write it. Returns the exit code.

    0: written. 1: could not be written. 2: something could not be read; nothing was written.
    """
    if _own_tables(options):
        return _stop(NOT_READ, "Geef het plan een andere naam dan de tabellen waar het uit komt.")
    # Only now: `naast` itself must start quickly, and these rooms are needed by no other command.
    from naast import programmes

    try:
        programme = programmes.find(options.programme)
    except (programmes.UnknownProgramme, programmes.InvalidDefinition) as wrong:
        return _stop(NOT_READ, str(wrong))
    on = options.on or date.today()
    requests = read_requests(options.requests, _locate, on)
    supporters = read_supporters(options.supporters, _locate)
    problems = requests.problems + supporters.problems
    for problem in problems:
        _tell(str(problem))
    readable = requests.readable and supporters.readable
    if problems and not (options.skip_invalid and readable):
        hint = "Met --skip-invalid gaat het plan zonder deze regels." if readable else ""
        return _stop(NOT_READ, f"Er is niets geschreven. {hint}".rstrip())
    made = plan(requests.rows, supporters.rows, Rules(**asdict(programme.matching)), on)
    try:
        _write(options, as_json(made, options.programme, problems), made)
    except OSError as problem:
        return _stop(NOT_WRITTEN, f"Het plan kan niet worden geschreven: {problem.strerror}.")
    _tell(summary(made, len(problems)))
    return RIGHT


def _own_tables(options: argparse.Namespace) -> bool:
    """The plan would be written over what it is made from, or over itself."""
    paths = [options.requests, options.supporters, options.json, options.csv]
    given = [path.resolve() for path in paths if path]
    return len({*given[:2]}) + len(given[2:]) != len({*given})


def _locate(postcode: str) -> tuple[float, float] | None:
    from naast import places

    found = places.find(postcode)
    return (found.lat, found.lon) if found else None


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def _stop(code: int, sentence: str) -> int:
    _tell(sentence)
    return code


def summary(made: Plan, skipped: int) -> str:
    """The plan in one line, for the person at the keyboard."""
    places = sum(free.places for free in made.free)
    parts = [
        f"{len(made.pairs)} voorstellen" if len(made.pairs) != 1 else "1 voorstel",
        f"{len(made.waiting)} vragen wachten" if len(made.waiting) != 1 else "1 vraag wacht",
        f"{places} plekken blijven vrij" if places != 1 else "1 plek blijft vrij",
    ]
    if skipped:
        parts.append(f"{skipped} fouten overgeslagen" if skipped != 1 else "1 fout overgeslagen")
    return ", ".join(parts) + "."


def as_json(made: Plan, programme: str, problems: tuple[Problem, ...]) -> dict[str, Any]:
    """The plan as it is written down. Points are for the solver; show people the reasons."""
    return {
        "programme": programme,
        "on": made.on.isoformat(),
        "total_points": made.total_points,
        "pairs": [
            {
                "request": pair.request,
                "supporter": pair.supporter,
                "distance_km": round(pair.assessment.distance_km, 2),
                "points": pair.assessment.points,
                "reasons": _said(pair.assessment.reasons),
            }
            for pair in made.pairs
        ],
        "waiting": [
            {"request": waiting.request, "reasons": _said(waiting.reasons)}
            for waiting in made.waiting
        ],
        "free": [{"supporter": free.supporter, "places": free.places} for free in made.free],
        "invalid": [{**asdict(problem), "text": str(problem)} for problem in problems],
    }


def _said(reasons: tuple[Reason, ...]) -> list[dict[str, str]]:
    return [{"code": reason.code, "text": say(reason)} for reason in reasons]


def as_csv(made: Plan) -> str:
    """The plan as a table that a Dutch spreadsheet opens with a double click."""
    out = io.StringIO(newline="")
    table = csv.writer(out, delimiter=";")
    table.writerow(["vraag", "steungezin", "afstand_km", "redenen"])
    for pair in made.pairs:
        distance = f"{pair.assessment.distance_km:.1f}".replace(".", ",")
        reasons = _sentence(pair.assessment.reasons)
        table.writerow([_plain(pair.request), _plain(pair.supporter), distance, reasons])
    for waiting in made.waiting:
        table.writerow([_plain(waiting.request), "", "", _sentence(waiting.reasons)])
    return out.getvalue()


def _sentence(reasons: tuple[Reason, ...]) -> str:
    return _plain("; ".join(map(say, reasons)))


def _plain(cell: str) -> str:
    """A spreadsheet runs a cell that begins like a formula; an apostrophe keeps it text."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _write(options: argparse.Namespace, document: dict[str, Any], made: Plan) -> None:
    """Write what was asked for: all of it, or nothing.

    Raises: OSError.
    """
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    files: list[tuple[Path, bytes]] = []
    if options.json:
        files.append((options.json, text.encode()))
    if options.csv:
        files.append((options.csv, as_csv(made).encode("utf-8-sig")))
    _replace(files)
    if not options.json:
        sys.stdout.write(text)


def _replace(files: list[tuple[Path, bytes]]) -> None:
    """Put whole files in place, after all of them have been written beside their places."""
    drafts: list[tuple[Path, Path]] = []
    try:
        for path, content in files:
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            drafts.append((Path(name), path))
            with open(handle, "wb") as file:
                file.write(content)
            Path(name).chmod(0o666 & ~_umask())
        for draft, path in drafts:
            draft.replace(path)
    finally:
        for draft, _ in drafts:
            draft.unlink(missing_ok=True)


def _umask() -> int:
    """The permissions this user takes away from new files; a draft is born with fewer."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
