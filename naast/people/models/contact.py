"""How to reach somebody: sealed apart, with that person's own key."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from naast.common.sealed import SealedTextField
from naast.people.models.organisation import Organisation
from naast.people.models.person import Person


def _person_of(details: ContactDetails) -> str:
    return f"person:{details.person_id}"


class ContactDetails(models.Model):
    """Phone number and home address of one person (contactgegevens).

    Never in a list, a search, a mail or an export to somebody else. The phone number is read where
    a grant opens contact; the address only where one opens the address, after pressing for it, and
    each time it stands in the logbook. With `is_secret` no address is kept at all: what is not
    there cannot leak, and everybody sees the region only.
    """

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="contact")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+",
        help_text="Who looks after these details.",
    )  # fmt: skip
    phone = SealedTextField(of=_person_of, blank=True)
    address = SealedTextField(of=_person_of, blank=True)
    is_secret = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("contact details")
        verbose_name_plural = _("contact details")
        constraints = [
            models.CheckConstraint(
                name="a_secret_address_is_not_kept",
                condition=models.Q(is_secret=False) | models.Q(address=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"
