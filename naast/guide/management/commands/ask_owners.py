"""Asks organisations whether what the map says of them is still right. Run it every night."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from naast.guide.services import owners, visitors


class Command(BaseCommand):
    """`naast manage ask_owners`: safe to run as often as you like."""

    help = "Ask the owners of services that nobody checked for half a year; forget old words."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do it, and say how many there were."""
        now = timezone.now()
        host = settings.ALLOWED_HOSTS[0]
        site = f"{'https' if settings.HTTPS else 'http'}://{host}"
        asked = owners.ask_owners(now=now, site=site)
        forgotten = visitors.forget_missed(now=now)
        self.stdout.write(f"asked={asked} forgotten={forgotten}")
