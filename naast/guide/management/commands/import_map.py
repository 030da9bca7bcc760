"""Takes a social map in: HSDS 3 as JSON, or as a zip of CSV files."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from naast.common.logbook import SYSTEM
from naast.guide.exchange import BY_COMMAND, Report, Unfit, read_file, take_in
from naast.guide.models import ContactPerson
from naast.guide.services import contacts
from naast.guide.site import site


class Command(BaseCommand):
    """`naast manage import_map FILE`: everything that stands in it, or nothing and why."""

    help = "Een sociale kaart inlezen (Open Referral HSDS 3, JSON of zip met CSV)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file, and whether only to look."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="alleen kijken of het klopt")

    def handle(self, *_args: Any, file: Path, dry_run: bool, **_options: Any) -> None:
        """Do it, and say what came of it."""
        with translation.override("nl"):
            try:
                if file.stat().st_size > BY_COMMAND.each:
                    raise CommandError(_("This file is larger than 30 MB. Nothing was changed."))
                tables = read_file(file.read_bytes())
            except OSError as wrong:
                raise CommandError(f"{file}: {wrong.strerror}") from None
            except Unfit as unfit:
                raise CommandError(as_text(unfit.report)) from None
            if dry_run:
                told = _("This file is right. Nothing was changed.")
            else:
                now = timezone.now()
                with transaction.atomic():
                    made = take_in(tables, actor=SYSTEM, now=now)
                    later = [each for each in made.waiting if not asked(each, now)]
                told = _("Taken in: %(services)d services, of which %(new)d new.") % {
                    "services": made.services, "new": made.new,
                }  # fmt: skip
                if later:
                    told += "\n" + _(
                        "%(n)d contact persons are not asked yet: their mailbox had many mails "
                        "today. Take the file in again tomorrow."
                    ) % {"n": len(later)}
            self.stdout.write(told)


def asked(contact: ContactPerson, now: datetime) -> bool:
    """Ask somebody, or leave it for another day when the mailbox had many of these mails."""
    try:
        contacts.ask(contact, by=None, site=site(), now=now)
    except contacts.TooManyAsked:
        contact.asked_at = None  # so that the next time counts as the first
        contact.save(update_fields=["asked_at"])
        return False
    return True


def as_text(report: Report) -> str:
    """A report to read in a terminal: nothing was changed, and why."""
    lines = [_("Nothing was changed. This is not right yet:")]
    lines += [f"- {fault}" for fault in report.faults]
    if report.more:
        lines.append(_("and %(more)d more.") % {"more": report.more})
    return "\n".join(lines)
