"""What the style guide shows: made-up people, real components."""

import math
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from naast.ui.components.icons import ICONS
from naast.ui.forms import Form
from naast.ui.widgets import DateInput

SWATCHES = (
    "paper",
    "card",
    "ink",
    "ink-soft",
    "pine",
    "pine-dark",
    "pine-wash",
    "apricot",
    "apricot-wash",
    "sky",
    "moss",
    "rose",
    "red",
)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class SampleForm(Form):
    """One field of each kind."""

    moments = forms.MultipleChoiceField(
        label=_("When would it give you some air?"),
        help_text=_("Choose all that fits. You can always change this later."),
        choices=[
            ("wed", _("Wednesday afternoon")),
            ("sat", _("Saturday during the day")),
            ("night", _("A night away in the weekend")),
            ("unknown", _("I don't know yet")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    slots = forms.MultipleChoiceField(
        label=_("Which parts of the week?"),
        choices=[
            (
                day,
                [
                    (f"{key}-morning", _("morning")),
                    (f"{key}-afternoon", _("afternoon")),
                    (f"{key}-evening", _("evening")),
                ],
            )
            for key, day in (("wed", _("Wednesday")), ("sat", _("Saturday")), ("sun", _("Sunday")))
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("What suits you best?"),
        choices=[
            ("family", _("A family with children")),
            ("grandparent", _("A grandpa or grandma")),
            ("any", _("Either is fine")),
        ],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=_("Your first name"), help_text=_("A nickname is fine too."), max_length=40
    )
    story = forms.CharField(
        label=_("What would you like to tell?"), widget=forms.Textarea, required=False
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("nl", _("Dutch")), ("ar", _("Arabic"))], required=False
    )
    children = forms.IntegerField(label=_("How many children?"), min_value=1, max_value=12)
    start = forms.DateField(label=_("From which day?"), widget=DateInput, required=False)
    agree = forms.BooleanField(label=_("I have read the house rules"), required=False)


def _form(*, with_errors: bool) -> SampleForm:
    if with_errors:
        return SampleForm({"moments": [], "kind": "family"}, prefix="error")
    return SampleForm(
        initial={
            "moments": ["wed", "sat"],
            "slots": ["wed-afternoon", "sat-morning"],
            "kind": "family",
            "start": date(2026, 12, 5),
        }
    )


def _steps() -> list[dict[str, Any]]:
    return [
        {"title": _("Getting to know Noor"), "state": "done", "date": date(2026, 9, 12)},
        {"title": _("Met the family"), "state": "done", "date": date(2026, 10, 3)},
        {"title": _("Home visit"), "state": "skipped", "note": _("They know each other already")},
        {
            "title": _("Trial, until 28 November"),
            "state": "now",
            "note": _("How do you like it? Noor calls you both."),
        },
        {"title": _("Agreements on paper"), "state": "later"},
        {"title": _("Two years on the way together"), "state": "later"},
    ]


def _dots() -> list[tuple[float, float]]:
    """A made-up island: a spiral of evenly spread points, squeezed to an oval."""
    golden = math.pi * (3 - math.sqrt(5))
    return [
        (
            300 + 14 * math.sqrt(n) * math.cos(n * golden),
            350 + 17 * math.sqrt(n) * math.sin(n * golden),
        )
        for n in range(380)
    ]


def style_guide() -> dict[str, Any]:
    """Context of the style guide page."""
    dots = _dots()
    return {
        "form": _form(with_errors=False),
        "form_errors": _form(with_errors=True),
        "steps": _steps(),
        "good": [
            _("2 to 3 km apart"),
            _("both on Saturday during the day"),
            _("together: animals and cooking"),
        ],
        "remarks": [_("do not speak Arabic")],
        "day": date(2026, 12, 5),
        "moment": datetime(2026, 12, 5, 14, 0, tzinfo=AMSTERDAM),
        "dots": dots,
        "groups": [
            {"points": dots[:24], "label": _("families waiting"), "tone": "apricot"},
            {"points": dots[200:222], "label": _("families who offer"), "tone": "pine"},
        ],
        "rtl_steps": [
            {"title": "التعارف مع نور", "state": "done", "date": "12/9"},
            {"title": "فترة التجربة", "state": "now", "note": "كيف تجدون ذلك؟"},
            {"title": "الاتفاقات على الورق", "state": "later"},
        ],
        "icons": sorted(ICONS),
        "swatches": SWATCHES,
        "leave_quickly": True,
    }
