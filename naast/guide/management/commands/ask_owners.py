"""Asks organisations whether what the map says of them is still right. Run it every night."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from naast.guide.services import map_file, owners, visitors
from naast.guide.site import site


class Command(BaseCommand):
    """`naast manage ask_owners`: safe to run as often as you like."""

    help = "Ask owners of services nobody checked for half a year; forget old words and files."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do it, and say how many there were."""
        now = timezone.now()
        asked = owners.ask_owners(now=now, site=site())
        forgotten = visitors.forget_missed(now=now)
        map_file.forget_old_files(now=now)
        self.stdout.write(f"asked={asked} forgotten={forgotten}")
