"""What happens next in a match and who acts, told to one reader.

One sentence per gate and per reader: to somebody whose turn it is as something to do, to everybody
else as something to wait for, with names. It reads gates and never the names of phases.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from naast.people.models import Person
from naast.programmes.vocabulary import Gate
from naast.support import young
from naast.support.ending import open_extension, told_in_touch
from naast.support.gates import COORDINATOR
from naast.support.models import Answer, Extension, Match, Meeting, Side, latest_answer
from naast.support.second_yes import said_yes
from naast.support.selectors.ending import is_announced, times_left
from naast.support.selectors.paper import Paper, agreement_of, house_rules_of, last
from naast.support.selectors.turns import Standing, listed, standing
from naast.support.trajectory import opens
from naast.ui.components.formats import dutch_date, dutch_datetime, short_date

LOOK_BACK_AHEAD = timedelta(days=14)
"""How long before the end of a trial we ask how it goes; before that it is allowed, not asked."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next thing in a match, for one reader.

    `action` names what this reader can do about it, empty when there is nothing; `mine` is whether
    it is asked of this reader now, or only allowed; `waiting` says on whom we wait.
    """

    title: str
    text: str = ""
    action: str = ""
    mine: bool = False
    waiting: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a match stands, and who is reading about it. `side` is None for the coordinator."""

    at: Standing
    reader: Person
    side: Side | None
    on: date

    @property
    def match(self) -> Match:
        """The match."""
        return self.at.match

    @property
    def coordinator(self) -> str:
        """First name of the coordinator who guides it."""
        return self.match.guide.first_name

    @property
    def other(self) -> str:
        """Name of the household across, for a reader on one of the sides."""
        assert self.side is not None
        return self.match.household(self.side.other).name

    @property
    def my_turn(self) -> bool:
        """Whether the side of this reader, or the coordinator who reads, is to act."""
        role = self.side or COORDINATOR
        return any(turn.who == role for turn in self.at.turns)

    @property
    def families(self) -> str:
        """The families that are to act, by name."""
        return listed(self.at.families)


Teller = Callable[[Scene], NextStep]


def next_step(match: Match, reader: Person, *, on: date) -> NextStep:
    """What happens next. `match` comes from `visible_to(reader).whole()`."""
    scene = Scene(standing(match, on), reader, match.side_of(reader), on)
    if match.ended_at is not None:
        return NextStep(_("This match has ended"), str(match.get_ending_display()))
    if match.contact_rests:
        return _rests(scene)
    if scene.at.gate is None:
        return NextStep(_("The next step follows by itself"))
    return TELLERS.get(scene.at.gate, _told_by_the_gate)(scene)


def _told_by_the_gate(scene: Scene) -> NextStep:
    """A gate without words of its own: what the gate itself says."""
    return NextStep(scene.at.what, _about(scene), mine=scene.my_turn)


def _about(scene: Scene) -> str:
    return str(scene.at.phase.about) if scene.at.phase else ""


def _known(scene: Scene) -> NextStep:
    if scene.side is None:
        return NextStep(scene.at.what, _about(scene), "open_file", mine=True)
    return NextStep(
        _("%(name)s prepares the next step") % {"name": scene.coordinator},
        _("You need not do anything. %(name)s calls you.") % {"name": scene.coordinator},
    )


def _proposal(scene: Scene) -> NextStep:
    until = {"day": short_date(scene.match.expires_on)}
    if scene.side is None:
        return NextStep(
            _("Now it is up to %(name)s") % {"name": scene.families},
            _("They can answer until %(day)s. You need not do anything.") % until,
        )
    if scene.my_turn:
        text = _("You can answer until %(day)s. You are not tied to anything.") % until
        if _thinks(scene, Answer.Question.PROPOSAL):
            text = _("You are having a think. You can answer until %(day)s.") % until
        title = _("Would you like to get to know %(name)s?") % {"name": scene.other}
        return NextStep(title, text, "answer_proposal", mine=True)
    return NextStep(
        _("You said yes"),
        _("Now it is up to %(name)s. They can answer until %(day)s.")
        % {"name": scene.other, **until},
    )


def _thinks(scene: Scene, question: str) -> bool:
    assert scene.side is not None
    said = latest_answer(scene.match.answers.all(), scene.side, question)
    return said is not None and said.reply == Answer.Reply.THINKING


def _meeting(scene: Scene) -> NextStep:
    planned = last(scene.match.meetings.all())
    if planned is None:
        return _meeting_to_plan(scene)
    moment = _("%(when)s. Place: %(place)s.") % _when_and_where(planned)
    if scene.side is None:
        title = _("The first meeting is planned")
        return NextStep(title, moment, "note_meeting", mine=True)
    title = _("You get to know %(name)s") % {"name": scene.other}
    there = _("%(name)s will be there. It is without obligation.") % {"name": scene.coordinator}
    return NextStep(title, f"{moment} {there}")


def _when_and_where(meeting: Meeting) -> dict[str, str]:
    return {"when": capfirst(dutch_datetime(meeting.planned_at)), "place": meeting.place}


def _meeting_to_plan(scene: Scene) -> NextStep:
    if scene.side is None and (children := young.waited_for(scene.match, scene.on)):
        names = {"names": listed([child.name for child in children])}
        return NextStep(
            _("First hear what %(names)s thinks of it") % names,
            _("Both said yes. A child of this age says it itself, before the first meeting."),
            mine=True,
        )
    if scene.side is None:
        return NextStep(
            _("Both said yes: plan the first meeting"),
            _("Call both and choose a moment and a place that suits them."),
            "plan_meeting",
            mine=True,
        )
    return NextStep(
        _("You both said yes"),
        _("%(name)s calls you to choose a day for the first meeting.")
        % {"name": scene.coordinator},
    )


def _want_trial(scene: Scene) -> NextStep:
    if scene.side is None:
        return NextStep(
            _("Now it is up to %(name)s") % {"name": scene.families},
            _("They met and choose, each for themselves, whether they want to try it."),
        )
    if scene.my_turn:
        title = _("Would you like to try it together with %(name)s?") % {"name": scene.other}
        text = _("You each choose for yourselves, and need not say why.")
        if _thinks(scene, Answer.Question.TRIAL):
            text = _("You are having a think. Take the time you need.")
        return NextStep(title, text, "answer_trial", mine=True)
    return NextStep(_("You said yes"), _("Now it is up to %(name)s.") % {"name": scene.other})


def _rests(scene: Scene) -> NextStep:
    if scene.side is None:
        return NextStep(
            _("Contact rests"),
            _("Call both families. Two of you say together when it may go on."),
            mine=True,
        )
    return NextStep(
        _("Your contact rests for now"),
        _("%(name)s calls you both. Until then you do not see each other.")
        % {"name": scene.coordinator},
    )


def _second_yes(scene: Scene) -> NextStep:
    about = _("Before a child goes along, two coordinators say yes.")
    if scene.side is not None:
        title = _("%(name)s asks a colleague to look along") % {"name": scene.coordinator}
        return NextStep(title, about + " " + _("You need not do anything."))
    mine = all(person.pk != scene.reader.pk for person in said_yes(scene.match, scene.on))
    if not mine:
        return NextStep(_("A colleague looks along"), about + " " + _("You said yes already."))
    return NextStep(_("Look along and say yes"), about, "second_yes", mine=True)


def _rules(scene: Scene) -> NextStep:
    paper = house_rules_of(scene.match)
    if paper is None:
        mine = scene.side is None
        title = _("Make the house rules together")
        text = _("%(name)s helps you with it. You may make a start yourselves.")
        if mine:
            text = _("With both families at the table. They may make a start themselves.")
        return NextStep(title, text % {"name": scene.coordinator}, "write_rules", mine=mine)
    return _to_accept(scene, paper, _("Read the house rules and say yes"), "accept_rules")


def _agreement(scene: Scene) -> NextStep:
    paper = agreement_of(scene.match)
    if paper is None and scene.side is None:
        return NextStep(
            _("Put the agreements on paper"),
            _("Sit down with both families and write down what they agree."),
            "write_agreement",
            mine=True,
        )
    if paper is None:
        return NextStep(
            _("You go on together"),
            _("%(name)s comes by to write down with you what you agree.")
            % {"name": scene.coordinator},
        )
    return _to_accept(scene, paper, _("Read the agreements and say yes"), "accept_agreement")


def _to_accept(scene: Scene, paper: Paper, title: str, action: str) -> NextStep:
    waiting = [_waits_for(scene, paper, each.member.pk) for each in paper.waiting]
    told = [sentence for sentence in waiting if sentence]
    if paper.awaits(scene.reader):
        return NextStep(title, _("Every adult does so."), action, mine=True, waiting=told)
    if scene.side is None:
        pens = any(each.member.person_id is None for each in paper.waiting)
        asked = _("Waiting for everybody's yes")
        return NextStep(asked, "", action, mine=pens, waiting=told)
    return NextStep(_("You said yes"), _("We wait for the others."), waiting=told)


def _waits_for(scene: Scene, paper: Paper, member_id: int) -> str:
    """On whom we wait, in a sentence; empty for the reader, who is told in the title."""
    each = next(s for s in paper.waiting if s.member.pk == member_id)
    name = {"name": each.member.name, "coordinator": scene.coordinator}
    if each.member.person_id == scene.reader.pk:
        return ""
    if each.member.person_id is not None:
        return _("%(name)s still reads it.") % name
    if scene.side is None:
        return _("%(name)s signs with a pen; you note it.") % name
    return _("%(name)s signs with a pen; %(coordinator)s notes it.") % name


def _trial(scene: Scene) -> NextStep:
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


def _fit(scene: Scene) -> NextStep:
    if scene.side is None:
        return NextStep(scene.at.what, _about(scene), "decide_fit", mine=True)
    return _known(scene)


def _own_yes(scene: Scene) -> NextStep:
    if scene.side is None:
        names = listed([child.name for child in young.waited_for(scene.match, scene.on)])
        title = _("First hear what %(names)s thinks of it") % {"names": names}
        return NextStep(title, _about(scene), mine=True)
    return NextStep(
        _("First a child says what it thinks of it"),
        _("Nobody says it for a child. You need not do anything."),
    )


def _consent(scene: Scene) -> NextStep:
    if scene.my_turn:
        title = _("What may they know, what for and until when?")
        return NextStep(title, _about(scene), "give_consent", mine=True)
    if scene.side is None:
        return NextStep(_("Now it is up to %(name)s") % {"name": scene.families}, _about(scene))
    return NextStep(_("Now it is up to %(name)s.") % {"name": scene.other}, _about(scene))


def _meetings(scene: Scene) -> NextStep:
    title = _("You are trying it together") if scene.side else _("They are trying it together")
    return NextStep(title, capfirst(scene.at.what) + ".", "note_day" if scene.side else "")


def _decided(scene: Scene) -> NextStep:
    if not opens(Gate.TRIAL_EVALUATED, scene.match, scene.on):
        return _trial(scene)
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


def _under_way(scene: Scene) -> NextStep:
    step = scene.at.step
    assert step is not None
    if (longer := open_extension(scene.match)) is not None:
        return _longer(scene, longer)
    title = _("You are on your way together")
    if scene.side is None:
        title = _("They are on their way together")
    if step.due_on is None:
        return NextStep(title, _about(scene))
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
    """A proposal to go on longer, until it is answered."""
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


def _farewell(scene: Scene) -> NextStep:
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


TELLERS: Final[dict[Gate, Teller]] = {
    Gate.TALK_HELD: _known,
    Gate.VOG_VALID: _known,
    Gate.TRUST_FILE_COMPLETE: _known,
    Gate.FIT_DECIDED: _fit,
    Gate.YOUNG_PERSON_SAID_YES: _own_yes,
    Gate.CONSENT_GIVEN: _consent,
    Gate.BOTH_SAID_YES: _proposal,
    Gate.MEETING_HELD: _meeting,
    Gate.BOTH_WANT_TRIAL: _want_trial,
    Gate.SECOND_YES: _second_yes,
    Gate.RULES_ACCEPTED_BY_ALL: _rules,
    Gate.MEETINGS_HELD: _meetings,
    Gate.TRIAL_OVER: _trial,
    Gate.TRIAL_EVALUATED: _trial,
    Gate.TRIAL_DECIDED: _decided,
    Gate.AGREEMENT_ACCEPTED_BY_ALL: _agreement,
    Gate.GOAL_REACHED: _under_way,
    Gate.TERM_REACHED: _under_way,
    Gate.FAREWELL_DONE: _farewell,
}
