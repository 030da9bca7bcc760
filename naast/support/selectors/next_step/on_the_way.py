"""The next step from the trial on: looking back, being on the way, and the goodbye."""

from dataclasses import replace
from datetime import date, timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from naast.programmes.vocabulary import Gate
from naast.support.ending import open_extension, told_in_touch
from naast.support.models import Extension, Match, Side
from naast.support.selectors.ending import is_announced, times_left
from naast.support.selectors.next_step.scene import NextStep, Scene, about
from naast.support.selectors.paper import last
from naast.support.trajectory import opens
from naast.ui.components.formats import dutch_date, short_date

LOOK_BACK_AHEAD = timedelta(days=14)
"""How long before the end of a trial we ask how it goes; before that it is allowed, not asked."""


def trial(scene: Scene) -> NextStep:
    """Trying it, and looking back on that."""
    missing = scene.at.families
    if not missing:
        return _talk_it_over(scene)
    until = scene.at.step.due_on if scene.at.step else None
    if scene.side is None:
        title = _("They are trying it together")
        waiting = [_("%(name)s: has not looked back yet.") % {"name": name} for name in missing]
        return NextStep(title, _trial_until(until), waiting=waiting)
    if not scene.my_turn:
        text = _("Now it is up to %(name)s to look back.") % {"name": scene.other}
        return NextStep(_("Thank you, you looked back"), text)
    if until is not None and scene.on < until - LOOK_BACK_AHEAD:
        title = _("You are trying it together")
        then = _("Then you look back. It may be earlier.")
        return NextStep(title, f"{_trial_until(until)} {then}", "evaluate")
    title = _("How does it go with %(name)s?") % {"name": scene.other}
    now = _("Look back for a moment.")
    return NextStep(title, f"{_trial_until(until)} {now}", "evaluate", mine=True)


def _trial_until(until: date | None) -> str:
    if until is None:
        return ""
    return _("The trial period runs until %(day)s.") % {"day": short_date(until)}


def _talk_it_over(scene: Scene) -> NextStep:
    if scene.side is None:
        return NextStep(
            _("Talk it over with both families"),
            _("One of them wants to talk first. Afterwards they can change their answer."),
            "talk",
            mine=True,
        )
    return NextStep(
        _("First a talk"),
        _("%(name)s calls you both. After that you can change your answer.")
        % {"name": scene.coordinator},
        "evaluate_again",
    )


def meetings(scene: Scene) -> NextStep:
    """Trying it a number of times."""
    title = _("You are trying it together") if scene.side else _("They are trying it together")
    return NextStep(title, capfirst(scene.at.what) + ".", "note_day" if scene.side else "")


def decided(scene: Scene) -> NextStep:
    """The coordinator decides with both after the trial."""
    if not opens(Gate.TRIAL_EVALUATED, scene.match, scene.on):
        return trial(scene)
    if scene.side is None:
        return NextStep(
            _("Decide together whether you go on"),
            _("Both sides want to. Call them, and the young person, before you decide."),
            "decide",
            mine=True,
        )
    return NextStep(
        _("Thank you, you looked back"),
        _("%(name)s decides together with you both.") % {"name": scene.coordinator},
    )


def under_way(scene: Scene) -> NextStep:
    """On the way together, until a day or until it is enough."""
    step = scene.at.step
    assert step is not None
    if (longer := open_extension(scene.match)) is not None:
        return _longer(scene, longer)
    title = _("You are on your way together")
    if scene.side is None:
        title = _("They are on their way together")
    if step.due_on is None:
        return NextStep(title, about(scene))
    until = _("Until %(day)s.") % {"day": dutch_date(step.due_on)}
    if not is_announced(scene.match, scene.on):
        return NextStep(title, until)
    left = times_left(scene.match, step.due_on, scene.on)
    if planned := _goodbye_planned(scene.match):
        title = _("The end of your time together comes into sight")
        if scene.side is None:
            title = _("The end comes into sight")
        return NextStep(title, f"{until} {left} {planned}")
    if scene.side is None:
        then = _("Think of a good goodbye with both.")
        return NextStep(_("The end comes into sight"), f"{until} {left} {then}", "plan_goodbye")
    title = _("The end of your time together comes into sight")
    then = _("What would be a good goodbye? You think of it together.")
    return NextStep(title, f"{until} {left} {then}", "plan_goodbye")


def _longer(scene: Scene, longer: Extension) -> NextStep:
    """A proposal to go on longer, until it is answered; with who wrote it down if it was told."""
    step = _until_answered(scene, longer)
    if longer.typed_by is None:
        return step
    told = _("Told by telephone, written down by %(name)s.") % {"name": longer.typed_by.first_name}
    return replace(step, text=f"{step.text} {told}")


def _until_answered(scene: Scene, longer: Extension) -> NextStep:
    until = {"day": dutch_date(longer.until)}
    if longer.agreed_at is not None:
        if scene.side is None:
            return NextStep(
                _("Decide whether they go on longer"),
                _("Both want to, until %(day)s. That is longer than usual here.") % until,
                "decide_extension",
                mine=True,
            )
        title = _("%(name)s looks along whether you go on longer") % {"name": scene.coordinator}
        return NextStep(title, _("You both want to, until %(day)s.") % until)
    if scene.side is None:
        name = {"name": scene.match.household(Side(longer.side)).name}
        title = _("%(name)s would like to go on longer") % name
        return NextStep(title, _("Until %(day)s. Now it is up to the other family.") % until)
    if scene.side == longer.side:
        title = _("You would like to go on longer")
        asked = _("Until %(day)s. Now it is up to %(name)s.")
        return NextStep(title, asked % {**until, "name": scene.other}, "take_back_longer")
    title = _("Would you like to go on longer?")
    asked = _("%(name)s would like to, until %(day)s. Yes and no are both fine.")
    return NextStep(title, asked % {**until, "name": scene.other}, "answer_longer", mine=True)


def _goodbye_planned(match: Match) -> str:
    """On which day they say goodbye; empty while that was not planned."""
    plan = last(match.goodbyes.all())
    if plan is None or plan.day is None:
        return ""
    return _("You say goodbye on %(day)s.") % {"day": dutch_date(plan.day)}


def farewell(scene: Scene) -> NextStep:
    """The goodbye, and whether they stay in touch."""
    planned = _goodbye_planned(scene.match)
    if scene.side is None:
        text = _("Look back with both families and celebrate what there was.")
        return NextStep(
            _("Round it off together"), f"{planned} {text}".strip(), "round_off", mine=True
        )
    asks = told_in_touch(scene.match, scene.side) is None
    text = planned or _("%(name)s plans a last visit with you both.") % {"name": scene.coordinator}
    title = _("Time for a good goodbye")
    return NextStep(title, text, "say_stays_in_touch" if asks else "", mine=asks)
