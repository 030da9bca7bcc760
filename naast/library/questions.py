"""Sending in an example: the fixed format, a section a page, with a draft on the server."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from naast.common.questionnaire import Question, Questionnaire
from naast.common.wizard import Wizard
from naast.library.forms import sections
from naast.people.forms.text import fit_to_keep
from naast.ui.components.formats import dutch_date

EVERYBODY = _("you and who keeps the library; after the yes of the contact person, everybody.")
EDITORS = _("who keeps the library. It is never shown on a page for everybody.")


def filled(form: Callable[..., forms.Form]) -> Callable[[Mapping[str, Any]], str]:
    """How a section is read back: every box that was filled, with its name."""

    def shown(told: Mapping[str, Any]) -> str:
        lines = [
            f"{_before(str(field.label))} {_in_words(field, told[name])}"
            for name, field in form().fields.items()
            if told.get(name)
        ]
        return "\n\n".join(lines) or gettext("Left empty. That is fine.")

    return shown


def _before(label: str) -> str:
    return label if label.endswith("?") else f"{label}:"


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.MultipleChoiceField):
        named = dict(field.choices)  # type: ignore[arg-type]  # no groups in ours
        return ", ".join(str(named[each]) for each in value)
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices)[value])  # type: ignore[arg-type]
    return dutch_date(value) if isinstance(field, forms.DateField) else str(value)


def _section(key: str, title: Any, label: Any, form: type[forms.Form], hint: Any = "") -> Question:
    who = EDITORS if form is sections.ReachForm else EVERYBODY
    fields = "library/parts/rows.html" if hasattr(form, "rows") else ""
    return Question(
        key=key, title=title, label=label, form=form, shown=filled(form), hint=hint, who_reads=who,
        fields=fields,
    )  # fmt: skip


SENDING = Questionnaire(
    "library.sending",
    [
        _section(
            "begin", _("What would you like to share?"), _("What it is"), sections.BeginningForm,
            _("Something people do for families, that others could do too."),
        ),
        _section(
            "goes", _("How does it go?"), _("How it goes"), sections.DescriptionForm,
            _("Leave empty what you do not know. Others may know it."),
        ),
        _section(
            "works", _("What works, and what could be better?"), _("What works and what not yet"),
            sections.WorksForm, _("Both belong to it: others learn most from what is still hard."),
        ),
        _section(
            "elements", _("What does it show of the eight elements?"), _("The eight elements"),
            sections.ElementsForm,
            _(
                "Write at the ones you recognise how one sees it. More is not better: it is no "
                "judgement."
            ),
        ),
        _section(
            "where", _("Where was it seen, and who told about it?"), _("Where it was seen"),
            sections.SettingForm,
        ),
        _section(
            "said", _("What do people say about it?"), _("What people say"), sections.QuotesForm,
            _("A quote stands there with a role, never with a name, after a yes of who said it."),
        ),
        _section("read", _("Where can one read on?"), _("Read on"), sections.LinksForm),
        _section(
            "you", _("Whom do we answer?"), _("Whom we answer"), sections.ReachForm,
            _("You need no account. We mail you a link of your own."),
        ),
    ],
    fit_to_keep=fit_to_keep,
)  # fmt: skip
"""The questions, in the order in which one tells it."""

WIZARD = Wizard(
    intro="library:send",
    question="library:send_section",
    keep="library:keep_section",
    resume="library:resume_sending",
    check="library:check_sending",
    question_template="library/send_section.html",
    resume_template="library/resume_sending.html",
    check_template="library/check_sending.html",
)
