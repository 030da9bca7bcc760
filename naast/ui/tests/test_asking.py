"""A field carries its label, hint, error and reader, for eyes and for ears."""

import re

from django import forms
from django.forms import BaseForm

from naast.ui.components import asking
from naast.ui.forms import Form


class Question(Form):
    name = forms.CharField(label="Voornaam", help_text="Een roepnaam mag ook.")
    days = forms.MultipleChoiceField(
        label="Dagen",
        choices=[("wo", "woensdag"), ("za", "zaterdag")],
        widget=forms.CheckboxSelectMultiple,
    )
    parts = forms.MultipleChoiceField(
        label="Dagdelen",
        required=False,
        choices=[("woensdag", [("wo-o", "ochtend")]), ("zaterdag", [("za-o", "ochtend")])],
        widget=forms.CheckboxSelectMultiple,
    )


def ids_described(markup: str) -> set[str]:
    return {i for found in re.findall(r'aria-describedby="([^"]+)"', markup) for i in found.split()}


def test_everything_an_input_refers_to_is_on_the_page() -> None:
    form = Question({})
    for bound in form:
        markup = asking.field(bound, who="jij")
        assert ids_described(markup)
        for name in ids_described(markup):
            assert f'id="{name}"' in markup


def test_a_wrong_field_says_so() -> None:
    markup = asking.field(Question({})["name"])
    assert 'aria-invalid="true"' in markup
    assert "utrecht-textbox--invalid" in markup


def test_a_group_of_boxes_is_a_fieldset_with_a_legend() -> None:
    markup = asking.field(Question()["days"])
    assert markup.count('type="checkbox"') == 2
    assert "<fieldset" in markup
    assert "<legend" in markup
    assert "required" not in markup


def test_chosen_boxes_stay_chosen() -> None:
    markup = asking.field(Question({"days": ["za"]})["days"])
    assert re.findall(r'value="(\w+)"[^>]*checked', markup) == ["za"]


def test_grouped_choices_become_rows_with_names() -> None:
    markup = asking.field(Question()["parts"])
    assert markup.count('role="group"') == 2
    assert 'id="id_parts_group_2">zaterdag' in markup


def test_a_heading_can_be_the_label() -> None:
    assert 'aria-labelledby="question-title"' in asking.field(
        Question()["name"], labelled_by="question-title"
    )
    assert "<legend" not in asking.field(Question()["days"], labelled_by="question-title")


def test_the_summary_leads_to_the_first_box_of_a_group() -> None:
    markup = asking.error_summary(Question({}))
    assert 'href="#id_name"' in markup
    assert 'href="#id_days_0"' in markup


def test_the_summary_puts_a_colon_behind_a_word_and_none_behind_a_sentence() -> None:
    form = Question({})
    form.fields["days"].label = "Welke dagen?"
    markup = asking.error_summary(form)
    assert ">Voornaam: " in markup
    assert ">Welke dagen? " in markup


def test_a_form_without_errors_has_no_summary() -> None:
    forms_without: list[BaseForm | None] = [None, Question()]
    assert [asking.error_summary(form) for form in forms_without] == ["", ""]


def test_extra_attributes_reach_the_input_escaped() -> None:
    markup = asking.field(Question()["name"], autocomplete='given-name"')
    assert 'autocomplete="given-name&quot;"' in markup


def test_a_choice_that_excludes_the_others_is_marked() -> None:
    markup = asking.field(Question()["days"], alone="za")
    assert re.findall(r'value="(\w+)"[^>]*data-alone', markup) == ["za"]
