"""Who guides what: the page of who stands in for whom, and handing matches over."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naast.kernel.errors import DomainError
from naast.people.http import PersonRequest, coordinator_required
from naast.people.models import Absence, Person
from naast.people.reading import saw
from naast.people.services import standing_in
from naast.people.standing_in import Covers
from naast.support.forms.guiding import AbsenceForm, BackupForm, HandOverForm
from naast.support.selectors import guides
from naast.support.selectors.guides import GuideRow
from naast.support.services.handing_over import hand_over as service


@require_GET
@coordinator_required
def guides_page(request: PersonRequest) -> HttpResponse:
    """Who guides what, who stands in, and what hangs on one person."""
    areas = guides.areas_of(request.actor, now=timezone.now())
    return render(request, "support/guides.html", {"areas": areas})


@require_http_methods(["GET", "POST"])
@coordinator_required
def standing_in_page(request: PersonRequest, pk: int, person: int) -> HttpResponse:
    """Who stands in for one coordinator of organisation `pk`: for always, and for a time away."""
    row, now = _row(request, pk, person), timezone.now()
    actor, data = request.actor, request.POST or None
    backup = BackupForm(
        data if "choose" in request.POST else None, colleagues=row.colleagues,
        initial={"backup": row.cover.backup.pk if row.cover.chosen and row.cover.backup else ""},
    )  # fmt: skip
    away = AbsenceForm(data if "away" in request.POST else None, colleagues=row.colleagues)
    if request.method == "POST":
        try:
            told = _write(actor, pk, person, backup, away)
        except DomainError as error:
            (away if away.is_bound else backup).add_error(None, str(error))
        else:
            if told:
                messages.success(request, told)
                return redirect("support:guides")
    context = {"row": row, "backup": backup, "away": away, "today": timezone.localdate(now)}
    return render(request, "support/standing_in.html", context)


def _write(actor: Person, pk: int, person: int, backup: BackupForm, away: AbsenceForm) -> str:
    """What was written, in words; empty when a form asks something again.

    Raises: DomainError.
    """
    now = timezone.now()
    if away.is_bound and away.is_valid():
        data = away.cleaned_data
        standing_in.note_absence(
            actor=actor, organisation_id=pk, person_id=person, since=data["since"],
            until=data["until"], backup_id=int(data["backup"]), now=now,
        )  # fmt: skip
        return _("Noted. Families read whom to call in that time.")
    if backup.is_bound and backup.is_valid():
        chosen = backup.cleaned_data["backup"]
        standing_in.set_backup(
            actor=actor, organisation_id=pk, person_id=person,
            backup_id=int(chosen) if chosen else None, now=now,
        )  # fmt: skip
        return _("Noted.")
    return ""


@require_POST
@coordinator_required
def drop_absence(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a time away back."""
    try:
        standing_in.drop_absence(actor=request.actor, absence_id=pk, now=timezone.now())
    except Absence.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("Taken back."))
    return redirect("support:guides")


@require_http_methods(["GET", "POST"])
@coordinator_required
def hand_over(request: PersonRequest) -> HttpResponse:
    """Hand some or all matches to a colleague, with a word for both families."""
    rows = guides.guided_matches(request.actor)
    covers = Covers(request.actor.organisations_coordinated(), timezone.localdate())
    here = [p for pk in request.actor.organisations_coordinated() for p in covers.here(pk)]
    colleagues = list({person.pk: person for person in here}.values())
    named = [
        (row.value, _("%(beside)s, now %(name)s") % {"beside": row.title, "name": row.guide})
        for row in rows
    ]
    of = request.GET.get("van", "")
    form = HandOverForm(
        request.POST or None, matches=named, colleagues=colleagues,
        initial={"chosen": [row.value for row in rows if of and str(row.guide.pk) == of]},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            handed = service(
                actor=request.actor, chosen=data["chosen"], to_id=int(data["to"]),
                words=data["words"], now=timezone.now(),
            )  # fmt: skip
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            told = _("Handed over: %(n)s. Both families read it on their own page.")
            messages.success(request, told % {"n": len(handed)})
            return redirect("support:guides")
    saw(request, {household for row in rows for household in row.households})
    alone = len(colleagues) < 2
    return render(request, "support/hand_over.html", {"form": form, "rows": rows, "alone": alone})


def _row(request: PersonRequest, pk: int, person: int) -> GuideRow:
    """One coordinator of an organisation the actor coordinates for."""
    for area in guides.areas_of(request.actor, now=timezone.now()):
        for row in area.rows:
            if (row.organisation.pk, row.cover.person.pk) == (pk, person) and row.cover.here:
                return row
    raise Http404
