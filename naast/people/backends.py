"""How Django finds the account behind a session. Nobody signs in here: there are no passwords."""

from django.contrib.auth.backends import BaseBackend

from naast.people.models import Account


class AccountOfSession(BaseBackend):
    """Gives the account with its person, unless it was blocked."""

    def get_user(self, user_id: int) -> Account | None:
        """The active account with this id."""
        return Account.objects.select_related("person").filter(pk=user_id, is_active=True).first()
