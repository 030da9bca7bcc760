"""What only the clock can do: proposals that expire, terms that are reached, parts that are over,
consents that end soon, heads of the logbook that are kept apart, and what is kept no longer than
promised. Run it every night.
"""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from naast.common.logbook import chain
from naast.people.services import signing_in
from naast.people.services.supporters import count_vogs_anew, end_breaks
from naast.support.services import care, clockwork, companions, outings, retention


class Command(BaseCommand):
    """`naast manage keep_time`: safe to run as often as you like."""

    help = "Let proposals expire, let paths go on whose term is reached, sweep old sign-ins."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do it, and say how much there was."""
        now = timezone.now()
        chain.export_heads(now)
        count_vogs_anew()
        back = end_breaks(now=now)
        expired, walked = clockwork.expire_proposals(now=now), clockwork.reach_terms(now=now)
        warned = clockwork.warn_of_ending_consents(now=now)
        parts = companions.close_parts_that_are_over(now=now)
        answers = outings.tell_settled_answers(now=now)
        vogs = care.follow_vogs(now=now)
        swept = signing_in.sweep(now=now)
        call_command("clearsessions", verbosity=0)
        gone = retention.keep_clocks(now=now)
        retention.certify(gone)
        cleared = sum(due.count for due in gone.due if not due.counted_only)
        self.stdout.write(
            f"expired={expired} walked_on={walked} parts_closed={parts} consents_warned={warned} "
            f"answers_told={answers} vogs={vogs} breaks_ended={back} swept={swept} "
            f"cleared={cleared}"
        )
