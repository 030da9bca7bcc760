"""Signing in without the pages of signing in, for tests of everything else."""

from django.test import Client
from django.utils import timezone

from naast.people import sign_in as signing
from naast.people.models import Account, LoginSession


def let_in(client: Client, account: Account) -> None:
    """Let this client be signed in as `account`, with all that can be asked of it shown."""
    client.force_login(account)
    session = client.session
    signing.begin(
        session, account, how=LoginSession.How.DEMO, second_factor=True, now=timezone.now()
    )
    session.save()
