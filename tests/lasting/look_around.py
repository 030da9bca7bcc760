"""Run in a house: what one finds there. Rows per table, who can come in, and what they read."""

import json

import django

django.setup()

from django.apps import apps  # noqa: E402  # models need Django first
from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from naast.people.models import Account  # noqa: E402
from tests.entering import let_in  # noqa: E402
from tests.lasting.visits import PLAIN_FILES  # noqa: E402


def rows() -> dict[str, int]:
    """How many there are of each of our models."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("naast.")]
    return {model._meta.label: model._base_manager.count() for model in ours}


def own_page(email: str) -> str:
    """The page of this person's family, after signing in; empty when there is no such account."""
    account = Account.objects.filter(email=email).first()
    if account is None:
        return ""
    client = Client()
    let_in(client, account)
    response = client.get(reverse("home:circle"))
    return response.content.decode() if response.status_code == 200 else ""


if __name__ == "__main__":
    settings.ALLOWED_HOSTS.append("testserver")
    settings.STORAGES = {"staticfiles": {"BACKEND": PLAIN_FILES}}
    counted = rows()  # first, because looking adds a line to the logbook
    page = own_page("parent@voorbeeld.test")
    print(json.dumps({"rows": counted, "reads_own_words": "een boek lezen" in page}))
