"""`naast check`: is this installation fit to serve?"""

import argparse
import sys
from contextlib import suppress


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `naast check`."""
    parser = subparsers.add_parser("check", help="nakijken of deze installatie in orde is")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check settings and definitions, whether the database answers, its tables, and the backups.

    Returns: 0 when all is well, 1 with a line per trouble on stderr otherwise. What could be
    better and stops nothing is said too.
    """
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        print(error, file=sys.stderr)
        return 1
    unsafe, advice = unsafe_settings()
    troubles = unsafe + failed_checks() or unready_tables() or late_backups()
    for line in troubles + advice:
        print(line, file=sys.stderr)
    if not troubles:
        print("In orde: instellingen, programma's, database, tabellen en reservekopie.")
    return 1 if troubles else 0


def unsafe_settings() -> tuple[list[str], list[str]]:
    """What keeps this installation from opening, and what only could be better."""
    from django.db import OperationalError

    from naast.config import safety

    found = safety.troubles(safety.here())
    with suppress(OperationalError):  # said by `unready_tables`
        found += safety.troubles_of_database_role()
    stops = [trouble.words for trouble in found if trouble.stops]
    return stops, [trouble.words for trouble in found if not trouble.stops]


def failed_checks() -> list[str]:
    """What Django's and our own system checks find, errors and worse."""
    from django.core import checks

    found = checks.run_checks(include_deployment_checks=False)
    return [str(message) for message in found if message.is_serious(checks.ERROR)]


def unready_tables() -> list[str]:
    """Why the database cannot be used: it does not answer, or migrations are due."""
    from django.db import OperationalError

    from naast.config import upkeep

    try:
        due = upkeep.pending_migrations()
    except OperationalError as error:
        return [f"De database geeft geen antwoord: {error}".strip()]
    return [f"Nog niet bijgewerkt: {name} (naast serve doet het zelf)" for name in due]


def late_backups() -> list[str]:
    """That nobody made a backup for longer than a night. A demo region needs none."""
    from django.conf import settings
    from django.db.migrations.recorder import MigrationRecorder
    from django.db.models import Min
    from django.utils import timezone

    from naast.config.backups import last

    if settings.DEMO:
        return []
    now = timezone.now()
    began = MigrationRecorder.Migration.objects.aggregate(first=Min("applied"))["first"] or now
    complaint = last.complaint(settings.NAAST_HOME, since=began, now=now)
    return [complaint] if complaint else []
