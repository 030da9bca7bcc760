"""How to reach somebody, and an address for a young person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from naast.ui.forms import Form


class ContactForm(Form):
    """Phone number and address; neither has to be given."""

    phone = forms.CharField(label=_("Your phone number"), max_length=20, required=False)
    address = forms.CharField(
        label=_("Your address"),
        help_text=_("Street, number and place. Nobody sees it in a list, a mail or on a map."),
        max_length=200,
        required=False,
    )
    is_secret = forms.BooleanField(label=_("Our address is secret"), required=False)


class InviteForm(Form):
    """Where a young person gets its mail."""

    email = forms.EmailField(label=_("E-mail address of the young person"))
