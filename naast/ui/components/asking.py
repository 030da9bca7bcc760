"""Forms: a field with everything around it, the error summary, the progress bar."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.template import Library
from django.utils.safestring import SafeString

from naast.common import discreet
from naast.ui.components.rendering import html_attributes, render

register = Library()

CONTROL_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "utrecht-textarea"),
    (forms.Select, "utrecht-select"),
    (forms.NumberInput, "utrecht-textbox utrecht-textbox--short"),
    (forms.CheckboxInput, ""),
    (forms.FileInput, ""),
    (forms.widgets.Input, "utrecht-textbox"),
)


@register.simple_tag
def field(
    bound: BoundField,
    *,
    who: str = "",
    why: str = "",
    labelled_by: str = "",
    hide_label: bool = False,
    alone: str = "",
    **attributes: Any,
) -> SafeString:
    """A form field with label, hint, error, widget and who reads it.

    Args:
        who: who will read this, shown under the widget and read out with it.
        why: why we ask this.
        labelled_by: id of a heading that already asks the question; then no label is drawn.
        hide_label: keep the label for screen readers only.
        alone: value of a choice that excludes the others, such as "I don't know yet"; with
            JavaScript it unticks them.
        attributes: go to the input (`autocomplete="name"`, `inputmode="numeric"`).
    """
    widget = bound.field.widget
    values = {
        "field": bound,
        "id": bound.auto_id,
        "target": first_control(bound),
        "who": who,
        "why": why,
        "labelled_by": labelled_by,
        "hide_label": hide_label,
        "described_by": _described_by(bound, who),
    }
    if bound.is_hidden:
        return bound.as_widget()
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        groups = list(_groups(bound, alone))
        return render("field_choices", groups=groups, grouped=bool(groups[0][0]), **values)
    if isinstance(widget, forms.CheckboxInput):
        return render("field_checkbox", widget=_control(bound, values, attributes), **values)
    return render("field_control", widget=_control(bound, values, attributes), **values)


@register.simple_tag
def error_summary(form: forms.BaseForm | None) -> SafeString:
    """All that is still missing, each with a link to its field; empty when nothing is."""
    if form is None or not form.is_bound or not form.errors:
        return SafeString("")
    fields = [
        (first_control(bound), _announcing(str(bound.label)), error)
        for bound in form
        if not bound.is_hidden
        for error in bound.errors
    ]
    loose = [*form.non_field_errors(), *(e for bound in form.hidden_fields() for e in bound.errors)]
    return render("error_summary", fields=fields, loose=loose)


def _announcing(label: str) -> str:
    """A label with something said behind it; a question or a sentence has its own end."""
    ends_itself = not label or label.endswith((".", "?", "!", ":", "؟"))
    return label if ends_itself else f"{label}:"


@register.simple_tag
def progress(step: int, total: int) -> SafeString:
    """How far somebody is: a bar and "Question 4 of 9"."""
    return render("progress", step=step, total=total)


@register.simple_tag
def draft_status() -> SafeString:
    """The polite line that says a draft is saved; the target of autosaving forms."""
    return render("draft_status")


def first_control(bound: BoundField) -> str:
    """Id of the input that gets focus for this field (the first of its choices)."""
    if isinstance(bound.field.widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return f"{bound.auto_id}_0"
    return bound.id_for_label or bound.auto_id


def _described_by(bound: BoundField, who: str) -> str:
    parts = [("hint", bound.help_text), ("error", bound.errors), ("who", who)]
    return " ".join(f"{bound.auto_id}_{name}" for name, present in parts if present)


def _control(bound: BoundField, values: dict[str, Any], attributes: dict[str, Any]) -> SafeString:
    widget = bound.field.widget
    own = next((name for kind, name in CONTROL_CLASSES if isinstance(widget, kind)), "")
    invalid = f"{own.split()[0]}--invalid" if own and bound.errors else ""
    classes = " ".join(filter(None, [own, invalid, widget.attrs.get("class", "")]))
    extra: dict[str, Any] = {
        "class": classes or None,
        "aria-describedby": values["described_by"] or None,
        "aria-labelledby": values["labelled_by"] or None,
        "aria-invalid": "true" if bound.errors else None,
    }
    extra.update({name.rstrip("_").replace("_", "-"): v for name, v in attributes.items()})
    if discreet.is_on():
        extra["autocomplete"] = "off"  # nothing of somebody's shows up at the next visit
    return bound.as_widget(attrs={name: v for name, v in extra.items() if v is not None})


def _groups(bound: BoundField, alone: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The choices of a field by group; ungrouped choices come under an empty name."""
    widget = bound.field.widget
    assert isinstance(widget, forms.widgets.ChoiceWidget)
    attrs = bound.build_widget_attrs({"id": bound.auto_id}, widget)
    attrs.pop("aria-describedby", None)
    context = widget.get_context(bound.html_name, bound.value(), attrs)["widget"]
    loose: list[dict[str, Any]] = []
    for name, options, _ in context["optgroups"]:
        if name is None:
            loose.extend(options)
        else:
            if loose:
                yield "", [_option(o, alone) for o in loose]
                loose = []
            yield str(name), [_option(o, alone) for o in options]
    if loose or not context["optgroups"]:
        yield "", [_option(o, alone) for o in loose]


def _option(option: dict[str, Any], alone: str) -> dict[str, Any]:
    attrs = {name: v for name, v in option["attrs"].items() if v is not None}
    attrs.pop("aria-invalid", None)
    if discreet.is_on():
        attrs["autocomplete"] = "off"
    if alone and str(option["value"]) == alone:
        attrs["data-alone"] = True
    if option["type"] == "checkbox":
        attrs.pop("required", None)
    return {
        "type": option["type"],
        "name": option["name"],
        "value": option["value"],
        "label": option["label"],
        "attributes": html_attributes(attrs),
    }
