"""A coordinator adapts a programme to how things are where they work."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naast.kernel.errors import DomainError
from naast.people import policies
from naast.people.adapting import changes, number_now, versions_of
from naast.people.forms.adapting import AdaptForm
from naast.people.http import PersonRequest, coordinator_required
from naast.people.models import Offering, Person
from naast.people.services import offerings as services
from naast.programmes import InvalidDefinition, find
from naast.programmes.differences import Difference


@require_GET
@coordinator_required
def programmes(request: PersonRequest) -> HttpResponse:
    """The programmes the coordinator's organisations run."""
    mine = _offerings_of(request.actor).order_by("organisation__name", "programme")
    offered = [(offering, offering.definition()) for offering in mine]
    return render(request, "people/programmes.html", {"offered": offered})


@require_http_methods(["GET", "POST"])
@coordinator_required
def adapt(request: PersonRequest, pk: int) -> HttpResponse:
    """Adapt numbers, texts and house rules to begin with: first look what changes, then save."""
    offering = _adaptable(request, pk)
    base, now = find(offering.programme), offering.definition()
    form = AdaptForm(request.POST or None, base=base, now=now)
    looked: list[Difference] = []
    if request.method == "POST" and form.is_valid():
        own = form.own()
        try:
            if "save" in request.POST:
                services.adapt(
                    actor=request.actor, offering_id=pk, own=own,
                    replaces=_number(request), now=timezone.now(),
                )  # fmt: skip
                messages.success(request, _("Saved. Who begins from now on, begins with this."))
                return redirect("people:adapt", pk)
            looked = changes(offering, own)
        except DomainError as error:
            form.add_error(None, str(error))
            looked = _differences_or_none(offering, form)
        except InvalidDefinition:
            form.add_error(None, _("These numbers do not fit together. Nothing was changed."))
    context = {
        "form": form,
        "offering": offering,
        "programme": now,
        "number": number_now(offering),
        "looked": looked,
        "is_looking": request.method == "POST" and not form.errors,
        "versions": versions_of(offering),
    }
    return render(request, "people/adapt.html", context)


@require_POST
@coordinator_required
def go_back(request: PersonRequest, pk: int) -> HttpResponse:
    """Run an earlier version again, as a new one."""
    _adaptable(request, pk)
    try:
        services.go_back(
            actor=request.actor, offering_id=pk, to=_number(request, "to"),
            replaces=_number(request), now=timezone.now(),
        )  # fmt: skip
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Back to how it was then. Running matches keep their own."))
    return redirect("people:adapt", pk)


def _differences_or_none(offering: Offering, form: AdaptForm) -> list[Difference]:
    """What would change, for who was overtaken; nothing when it does not fit together."""
    try:
        return changes(offering, form.own())
    except InvalidDefinition:
        return []


def _number(request: PersonRequest, name: str = "replaces") -> int:
    """A number from the form; 0, which no version has, when it is none."""
    said = request.POST.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 0


def _offerings_of(actor: Person) -> QuerySet[Offering]:
    mine = Offering.objects.filter(organisation__in=actor.organisations_coordinated())
    return mine.select_related("organisation")


def _adaptable(request: PersonRequest, pk: int) -> Offering:
    offering = get_object_or_404(_offerings_of(request.actor), pk=pk)
    policies.offerings.require(request.actor, "adapt", offering)
    return offering
