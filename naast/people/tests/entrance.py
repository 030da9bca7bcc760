"""Coming in through the real door: a code from the mail and, for who works here, an app."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from conftest import Postman
from naast.people.adapters import Factors
from naast.people.models import Account, Person
from tests.codes import app_digits, code_in

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
OWN_PAGE = "/inloggen/apparaten/"


@dataclass
class Entrance:
    """`entrance(person)` gives a browser in which that person is all the way in."""

    postman: Postman

    def __call__(
        self, person: Person, *, shared: bool = False, client: Client | None = None
    ) -> Client:
        is_staff = account_of(person).is_staff_now
        if is_staff:
            give_app(person)
        client = self.with_code(person, shared=shared, client=client)
        if is_staff:
            digits = app_digits(SECRET, timezone.now())
            client.post("/inloggen/tweede-stap/", {"code": digits})
        assert client.get(OWN_PAGE).status_code == 200
        return client

    def with_code(
        self, person: Person, *, shared: bool = False, client: Client | None = None
    ) -> Client:
        """A browser in which the code was typed, and nothing more."""
        client = client or Client()
        client.post("/inloggen/", {"email": person.email, **({"shared": "on"} if shared else {})})
        client.post("/inloggen/code/", {"code": code_in(*self.postman())})
        return client


def account_of(person: Person) -> Account:
    """The account as it is now."""
    return Account.objects.select_related("person").get(person__pk=person.pk)


def give_app(person: Person) -> Authenticator:
    """An authenticator app that shows the digits of SECRET."""
    data = {"secret": Factors().encrypt(SECRET)}
    app, _made = Authenticator.objects.get_or_create(
        user=account_of(person), type="totp", defaults={"data": data}
    )
    return app


def give_passkey(person: Person) -> Authenticator:
    """A passkey that is there, and that no test can show."""
    return Authenticator.objects.create(
        user=account_of(person), type="webauthn", data={"name": "Telefoon"}
    )


def alive(client: Client) -> bool:
    """Whether the cookie of this browser still opens somebody's own page; asked from a browser
    that has nothing but a copy of it.
    """
    copy = Client()
    copy.cookies["s"] = client.cookies["s"].value
    return copy.get(OWN_PAGE).status_code == 200
