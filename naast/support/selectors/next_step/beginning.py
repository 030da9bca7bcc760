"""The next step until two sides try it: getting acquainted, the proposal, the first meeting."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from naast.support import young
from naast.support.models import Answer, Meeting, latest_answer
from naast.support.second_yes import said_yes
from naast.support.selectors.next_step.scene import NextStep, Scene, about
from naast.support.selectors.paper import last
from naast.support.selectors.turns import listed
from naast.ui.components.formats import dutch_datetime, short_date


def told_by_the_gate(scene: Scene) -> NextStep:
    """A gate without words of its own: what the gate itself says."""
    return NextStep(scene.at.what, about(scene), mine=scene.my_turn)


def known(scene: Scene) -> NextStep:
    """Until they were proposed: the coordinator prepares it."""
    if scene.side is None:
        return NextStep(scene.at.what, about(scene), "open_file", mine=True)
    return NextStep(
        _("%(name)s prepares the next step") % {"name": scene.coordinator},
        _("You need not do anything. %(name)s calls you.") % {"name": scene.coordinator},
    )


def fit(scene: Scene) -> NextStep:
    """Whether this programme suits the question."""
    if scene.side is None:
        return NextStep(scene.at.what, about(scene), "decide_fit", mine=True)
    return known(scene)


def own_yes(scene: Scene) -> NextStep:
    """A child that is old enough says it itself."""
    if scene.side is None:
        names = listed([child.name for child in young.waited_for(scene.match, scene.on)])
        title = _("First hear what %(names)s thinks of it") % {"names": names}
        return NextStep(title, about(scene), mine=True)
    return NextStep(
        _("First a child says what it thinks of it"),
        _("Nobody says it for a child. You need not do anything."),
    )


def consent(scene: Scene) -> NextStep:
    """The family says what may be known, what for and until when."""
    if scene.my_turn:
        title = _("What may they know, what for and until when?")
        return NextStep(title, about(scene), "give_consent", mine=True)
    if scene.side is None:
        return NextStep(_("Now it is up to %(name)s") % {"name": scene.families}, about(scene))
    return NextStep(_("Now it is up to %(name)s") % {"name": scene.other}, about(scene))


def proposal(scene: Scene) -> NextStep:
    """Both read about each other, one after the other."""
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


def meeting(scene: Scene) -> NextStep:
    """The first meeting: to be planned, planned, or to be noted."""
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


def want_trial(scene: Scene) -> NextStep:
    """After they met, each says whether to try it."""
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


def rests(scene: Scene) -> NextStep:
    """Somebody said that something is not right: contact rests."""
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


def second_yes(scene: Scene) -> NextStep:
    """A second coordinator looks along before a child goes along."""
    about = _("Before a child goes along, two coordinators say yes.")
    if scene.side is not None:
        title = _("%(name)s asks a colleague to look along") % {"name": scene.coordinator}
        return NextStep(title, about + " " + _("You need not do anything."))
    mine = all(person.pk != scene.reader.pk for person in said_yes(scene.match, scene.on))
    if not mine:
        return NextStep(_("A colleague looks along"), about + " " + _("You said yes already."))
    return NextStep(_("Look along and say yes"), about, "second_yes", mine=True)
