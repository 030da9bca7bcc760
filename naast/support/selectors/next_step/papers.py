"""The next step while something is written down that everybody accepts."""

from django.utils.translation import gettext as _

from naast.support.selectors.next_step.scene import NextStep, Scene
from naast.support.selectors.paper import Paper, agreement_of, house_rules_of


def rules(scene: Scene) -> NextStep:
    """The house rules: to write, to accept, or to wait for."""
    paper = house_rules_of(scene.match)
    if paper is None:
        mine = scene.side is None
        title = _("Make the house rules together")
        text = _("%(name)s helps you with it. You may make a start yourselves.")
        if mine:
            text = _("With both families at the table. They may make a start themselves.")
        return NextStep(title, text % {"name": scene.coordinator}, "write_rules", mine=mine)
    return _to_accept(scene, paper, _("Read the house rules and say yes"), "accept_rules")


def agreement(scene: Scene) -> NextStep:
    """The agreements on paper: to write, to accept, or to wait for."""
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
