"""What Naast mails in demo mode can be read in the mailbox, and nowhere else."""

import pytest
from django.core.mail import send_mail
from django.test import Client
from django.urls import reverse

from naast.demo import mailbox
from naast.demo.models import DemoMail

pytestmark = pytest.mark.usefixtures("db", "demo_mode")


def mail(to: str, body: str = "Dag,", subject: str = "Er is een bericht") -> None:
    send_mail(subject, body, None, [to])


def page(client: Client, query: str = "") -> str:
    return client.get(reverse("demo:mailbox") + query).content.decode()


def test_a_mail_stands_in_the_box_newest_first(client: Client) -> None:
    mail("samira@voorbeeld.example", subject="Het eerste")
    mail("anke@voorbeeld.example", subject="Het tweede")
    shown = page(client)
    assert shown.index("Het tweede") < shown.index("Het eerste")


def test_one_address_at_a_time(client: Client) -> None:
    mail("samira@voorbeeld.example", subject="Voor Samira")
    mail("anke@voorbeeld.example", subject="Voor Anke")
    shown = page(client, "?aan=Samira@voorbeeld.example")
    assert "Voor Samira" in shown
    assert "Voor Anke" not in shown


def test_an_empty_box_says_what_will_come(client: Client) -> None:
    assert "Hier komen de mails" in page(client)


def test_our_own_links_can_be_followed(client: Client) -> None:
    mail("samira@voorbeeld.example", body="Dag,\n\nhttp://testserver/inloggen/1/abc/\n")
    assert '<a href="http://testserver/inloggen/1/abc/">' in page(client)


@pytest.mark.parametrize(
    "address",
    [
        "https://elders.example/inloggen/",
        "http://testserver.elders.example/",
        "http://testserver@elders.example/",
        "http://testserver:8000/",
        "javascript://testserver/%0aalert(1)",
    ],
)
def test_other_links_stay_text(client: Client, address: str) -> None:
    mail("samira@voorbeeld.example", body=f"Kijk op {address}")
    shown = page(client)
    assert address in shown
    assert f'href="{address}' not in shown


def test_markup_in_a_mail_is_text(client: Client) -> None:
    mail(
        "samira@voorbeeld.example",
        body='<script>alert(1)</script>\n\nhttp://testserver/"><img src=x>',
        subject="<b>vet</b>",
    )
    shown = page(client)
    assert "<script>alert" not in shown
    assert "<img" not in shown
    assert "<b>vet" not in shown


def test_old_mails_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox, "KEPT", 3)
    for number in range(5):
        mail("samira@voorbeeld.example", subject=f"Bericht {number}")
    assert [m.subject for m in DemoMail.objects.newest_first()] == [
        "Bericht 4", "Bericht 3", "Bericht 2",
    ]  # fmt: skip


def test_a_long_list_comes_in_pages(client: Client) -> None:
    for number in range(30):
        mail("samira@voorbeeld.example", subject=f"Bericht {number}.")
    first, second = page(client), page(client, "?pagina=2")
    assert "Bericht 29." in first
    assert "Bericht 0." not in first
    assert "Bericht 0." in second
