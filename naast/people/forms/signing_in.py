"""Signing in: an address, then the digits from the mail, and for who works here something more."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from naast.people.models import SignInCode
from naast.ui.forms import Form

DIGITS = {"autocomplete": "one-time-code", "inputmode": "numeric", "autocapitalize": "off"}


class SignInForm(Form):
    """Where to send the code."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username webauthn"}),
    )
    shared = forms.BooleanField(
        label=_("Others use this computer too"),
        help_text=_("Then you are signed out when you close the browser, or after 15 minutes."),
        required=False,
    )
    next = forms.CharField(widget=forms.HiddenInput, required=False, max_length=500)


class DigitsField(forms.CharField):
    """Digits as people copy them: spaces and dashes in between do no harm."""

    def to_python(self, value: str | None) -> str:
        return (super().to_python(value) or "").replace(" ", "").replace("-", "")


class CodeForm(Form):
    """The digits from the mail."""

    code = DigitsField(
        label=_("The code from the mail"),
        help_text=_("Six digits."),
        max_length=20,
        widget=forms.TextInput(attrs=DIGITS),
        validators=[RegexValidator(rf"^\d{{{SignInCode.DIGITS}}}$", _("The code has six digits."))],
    )


class SecondFactorForm(Form):
    """The digits from the app, or a recovery code."""

    code = DigitsField(
        label=_("The code from your app"),
        help_text=_("Or one of your recovery codes."),
        max_length=20,
        widget=forms.TextInput(attrs=DIGITS),
        validators=[RegexValidator(r"^\d{6,8}$", _("A code has six or eight digits."))],
    )


class AppForm(Form):
    """The first digits of a new app, to see that it works."""

    code = DigitsField(
        label=_("The six digits that the app shows now"),
        max_length=20,
        widget=forms.TextInput(attrs=DIGITS),
        validators=[RegexValidator(r"^\d{6}$", _("The code has six digits."))],
    )


class CredentialForm(forms.Form):
    """What a browser made or showed; only a script fills this in."""

    credential = forms.JSONField(widget=forms.HiddenInput)
    shared = forms.BooleanField(required=False)
    next = forms.CharField(required=False, max_length=500)


class PasskeyForm(CredentialForm):
    """A new passkey with the name its owner knows it by."""

    name = forms.CharField(
        label=_("A name for this device"),
        help_text=_("Such as: my phone."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
