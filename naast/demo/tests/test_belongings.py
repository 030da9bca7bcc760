"""The mails of the demo: erased with whom they were for, and by their clock."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from naast.common.belongings import Circle, erase_rows, hands
from naast.common.processing import record
from naast.demo.models import DemoMail
from tests.cast import Cast
from tests.plugin_trust import Promise


def mail_to(address: str, cast: Cast) -> DemoMail:
    return DemoMail.objects.create(at=cast.now, to=address, subject="Post", body="Brievenbus")


def test_they_go_with_whom_they_were_for(cast: Cast) -> None:
    mail_to("parent@voorbeeld.test", cast)
    mail_to("coordinator@voorbeeld.test", cast)
    erase_rows(Circle(people=frozenset({cast.parent.pk})), now=cast.now)
    assert [mail.to for mail in DemoMail.objects.all()] == ["coordinator@voorbeeld.test"]


@pytest.mark.trust
def test_their_clock_to_the_second(cast: Cast, promise: Promise) -> None:
    mail_to("parent@voorbeeld.test", cast)
    clock = record().clocks["demo"]
    after = clock.period.after(timezone.localdate(cast.now)) + timedelta(days=1)
    midnight = timezone.make_aware(datetime.combine(after, datetime.min.time()))
    broken = 0
    for seconds, expected in ((-1, True), (0, False), (1, False)):
        hands()["demo"](clock, midnight + timedelta(seconds=seconds))
        broken += DemoMail.objects.exists() is not expected
    promise.kept("P17", "klok demo: −1 s er nog, 0 en +1 s weg", count=3, broken=broken, floor=3)
