"""Where mail goes in demo mode: into a box that everybody may open, and nowhere else."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from naast.demo.models import DemoMail

KEPT = 300
"""How many mails the box holds; older ones make room."""


class Mailbox(BaseEmailBackend):
    """Django's e-mail backend in demo mode: one row per recipient."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the messages. Returns how many were taken in."""
        now = timezone.now()
        DemoMail.objects.bulk_create(
            DemoMail(at=now, to=address, subject=str(message.subject), body=str(message.body))
            for message in email_messages
            for address in message.recipients()
        )
        kept = DemoMail.objects.newest_first().values("pk")[:KEPT]
        DemoMail.objects.exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()
        return len(email_messages)
