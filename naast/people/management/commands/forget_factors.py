"""For who lost phone, passkey and recovery codes: whoever runs this site lets them start again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from naast.people.models import Account
from naast.people.services import factors


class Command(BaseCommand):
    """`naast manage forget_factors ADDRESS`. First make sure, in person, that it is them."""

    help = "Forget somebody's passkeys, app and recovery codes, and sign them out everywhere."

    def add_arguments(self, parser: CommandParser) -> None:
        """One address."""
        parser.add_argument("address")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it, and say how much there was."""
        account = Account.objects.filter(email=options["address"].lower()).first()
        if account is None:
            raise CommandError("Met dit adres is er geen account.")
        gone = factors.forget_all(account, now=timezone.now())
        self.stdout.write(f"{gone} weg. Bij het volgende inloggen stelt diegene iets nieuws in.")
