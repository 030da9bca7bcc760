"""The one question of the mailbox: whose mails to show."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naast.ui.forms import Form

EVERYBODY = "iedereen"


class WhoseMail(Form):
    """One of the addresses in the box, or everybody."""

    def __init__(self, *args: Any, addresses: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(EVERYBODY, _("Everybody")), *((address, address) for address in addresses)]
        self.fields["aan"] = forms.ChoiceField(label=_("For whom"), choices=choices)
