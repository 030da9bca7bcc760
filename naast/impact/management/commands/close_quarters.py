"""Counts the quarters that are over. Run it every night, after `keep_time`."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from naast.impact import services


class Command(BaseCommand):
    """`naast manage close_quarters`: safe to run as often as you like."""

    help = "Count what happened in quarters that are over, once."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do it, and say how many there were."""
        self.stdout.write(f"closed={services.close_quarters(now=timezone.now())}")
