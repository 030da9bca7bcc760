"""Whose the mails of the demo are, and how long they stay."""

from datetime import datetime

from django.db.models import Q

from naast.common.belongings import Becomes, Circle, Erasing
from naast.common.processing import Clock
from naast.demo.models import DemoMail
from naast.people.models import Person


def _to_them(circle: Circle) -> Q:
    addresses = Person.objects.filter(pk__in=circle.people).exclude(email="")
    return Q(to__in=addresses.values("email"))


def _old_mails(clock: Clock, now: datetime) -> int:
    return DemoMail.objects.filter(at__lt=clock.kept_since(now)).delete()[0]


ERASING = [Erasing(DemoMail._meta.label, _to_them, Becomes.GONE)]
HANDS = {"demo": _old_mails}
