"""The agreement of two families as a paper: what was agreed, the house rules, who said yes."""

from pathlib import Path
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _

from naast.people.models import Household
from naast.support.models import Side
from naast.support.selectors.paper import Paper, Signature
from naast.support.selectors.path import PathView
from naast.support.selectors.turns import beside_title, listed
from naast.ui.components.formats import dutch_date
from naast.ui.papers import pdf

TEMPLATE: Final = Path(__file__).with_name("agreement.typ")


def agreement_pdf(view: PathView) -> bytes:
    """The agreement in its latest version, as a tagged PDF in the reader's language.

    Raises: ValueError when nothing was agreed yet.
    """
    if view.agreement is None:
        raise ValueError(f"match {view.match.pk} has no agreement yet")
    return pdf(TEMPLATE, _values(view, view.agreement), made_at=view.agreement.written_at)


def _values(view: PathView, paper: Paper) -> dict[str, Any]:
    texts = view.programme.texts
    return {
        "language": translation.get_language() or "nl",
        "title": _("What we agreed"),
        "families": beside_title(view.match),
        "programme": str(view.programme.name),
        "written": _("Written down on %(day)s with %(name)s. Version %(version)s.")
        % {
            "day": dutch_date(paper.written_at),
            "name": paper.written_by,
            "version": paper.version,
        },
        "sides": [_side(view, side) for side in Side],
        "items": [{"about": line.about, "text": line.text} for line in paper.lines],
        "rules_title": _("Our house rules"),
        "rules": [line.text for line in view.rules.lines] if view.rules else [],
        "signatures_title": _("Everybody says yes"),
        "signatures": [_signature(each) for each in paper.signatures],
        "signature_line": _("Signature and date"),
        "closing": [str(texts[key]) for key in ("not_foster_care", "stopping") if key in texts],
        "page": _("page"),
    }


def _side(view: PathView, side: Side) -> dict[str, str]:
    home: Household = view.match.household(side)
    names = [member.name for member in [*home.adults_at_home(), *home.children()]]
    return {
        "role": str(view.programme.roles[side.value].title),
        "name": home.name,
        "people": listed(names),
    }


def _signature(each: Signature) -> dict[str, str]:
    said = ""
    if each.accepted_at is not None:
        words = _("signed with a pen, noted on %(day)s")
        if not each.on_paper:
            words = _("said yes in Naast on %(day)s")
        said = words % {"day": dutch_date(each.accepted_at)}
    return {"name": each.member.name, "home": each.home, "said": said}
