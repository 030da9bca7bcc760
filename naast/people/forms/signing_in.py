"""Signing in: an address is enough."""

from django import forms
from django.utils.translation import gettext_lazy as _

from naast.ui.forms import Form


class SignInForm(Form):
    """Where to send the link."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    next = forms.CharField(widget=forms.HiddenInput, required=False)
