"""What a coordinator could say more plainly about a service: beside the form, after saving."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naast.guide.models import Service
from naast.ui import advice as plainer


@dataclass(frozen=True, slots=True)
class Advice:
    """What could be plainer: about which question of the form, and a sentence that says how."""

    part: Promise
    says: str


READ = {
    "name": _("What is it called?"),
    "about": _("What is it?"),
    "for_whom": _("For whom?"),
    "how": _("How does one begin?"),
    "costs": _("What does it cost?"),
}
"""What everybody reads of a service in words, as the form asks it."""


def advice_on(service: Service) -> list[Advice]:
    """All that could be plainer, in the order of the form; nothing is refused for it."""
    return [
        Advice(part, says)
        for name, part in READ.items()
        for says in plainer.advice(getattr(service, name))
    ]
