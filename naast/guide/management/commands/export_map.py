"""Writes the social map as HSDS 3: JSON, or a zip of CSV files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone, translation

from naast.guide.exchange import as_json, as_sheets, tables_of


class Command(BaseCommand):
    """`naast manage export_map FILE`: the ending says which, `.json` or `.zip`."""

    help = "De sociale kaart wegschrijven (Open Referral HSDS 3, .json of .zip)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file, and how much."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--everything", action="store_true",
            help="ook wat bezoekers niet zien, en contactpersonen die nog geen ja zeiden",
        )  # fmt: skip

    def handle(self, *_args: Any, file: Path, everything: bool, **_options: Any) -> None:
        """Do it, and say how many services there are."""
        with translation.override("nl"):
            tables = tables_of(timezone.localdate(), everything=everything)
        file.write_bytes(as_sheets(tables) if file.suffix == ".zip" else as_json(tables))
        self.stdout.write(f"{len(tables['service'])} voorzieningen: {file}")
