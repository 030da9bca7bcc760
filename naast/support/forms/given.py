"""What a family fills in when it opens something on purpose, or answers what was written."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from naast.people.forms.text import FreeText
from naast.people.models import Person
from naast.support.models import Answer
from naast.support.opening import GIVEN_APART, VISIT_AHEAD
from naast.support.selectors.own_page import TOPICS
from naast.ui.components.formats import dutch_date
from naast.ui.forms import Form
from naast.ui.widgets import DateInput


def _topics() -> list[tuple[str, str]]:
    """What can be opened, as a card says it."""
    return [(topic.value, capfirst(str(TOPICS[topic]))) for topic in GIVEN_APART]


class GiveConsentForm(Form):
    """What the family across may read, what for, and until when."""

    topics = forms.MultipleChoiceField(
        label=_("What may they read?"),
        choices=_topics,
        widget=forms.CheckboxSelectMultiple,
    )
    purpose = FreeText(
        label=_("What is it for?"),
        help_text=_("In your own words. For example: so that they can call when Sem is late."),
        max_length=500,
        rows=3,
    )
    ends_on = forms.DateField(label=_("Until which day?"), widget=DateInput())

    def __init__(self, *args: Any, longest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].help_text = _(
            "At the latest %(day)s. Two weeks before the end you hear from us."
        ) % {"day": dutch_date(longest)}


class TopicForm(Form):
    """Which topic to close or to open."""

    topic = forms.ChoiceField(choices=[(topic.value, topic.value) for topic in GIVEN_APART])


class OpenAddressForm(Form):
    """To whom the address is opened, and for which day."""

    visitor = forms.TypedChoiceField(label=_("Who comes?"), coerce=int, widget=forms.RadioSelect)
    day = forms.DateField(label=_("On which day?"), widget=DateInput())

    def __init__(self, *args: Any, visitors: Iterable[Person], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who = self.fields["visitor"]
        assert isinstance(who, forms.TypedChoiceField)
        who.choices = [(person.pk, person.first_name) for person in visitors]
        self.fields["day"].help_text = _("From today until %(day)s.") % {
            "day": dutch_date(on + VISIT_AHEAD)
        }
        if len(who.choices) == 1:
            self.initial.setdefault("visitor", who.choices[0][0])


class AnswerNoteForm(Form):
    """How the family sees what was written about it."""

    words = FreeText(label=_("How do you see it?"), max_length=3000, rows=4)
    asks_correction = forms.BooleanField(
        label=_("Please write the note differently"), required=False
    )


class ChosenReadersForm(Form):
    """Who may read what is a young person's own; at first nobody."""

    for_parents = forms.BooleanField(label=_("My parents may read it"), required=False)
    for_coordinator = forms.BooleanField(label=_("The coordinator may read it"), required=False)
    for_supporter = forms.BooleanField(
        label=_("Who comes to stand beside us may read it"), required=False
    )


class OwnWordsForm(ChosenReadersForm):
    """What a young person says itself, and who may read it."""

    words = FreeText(
        label=_("What would you like to say?"),
        help_text=_("You need not write anything. What you write, you can always take away."),
        max_length=3000,
        rows=5,
        required=False,
    )


class YoungAnswerForm(Form):
    """What a young person says to a match. Each button of the page is one reply."""

    match = forms.IntegerField()
    reply = forms.ChoiceField(choices=Answer.Reply)


class HearForm(Form):
    """What a child said to the coordinator."""

    member = forms.IntegerField()
    reply = forms.ChoiceField(choices=Answer.Reply)
