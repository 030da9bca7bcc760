"""Whom to ask for: named by who keeps the map."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from naast.common import pictures, uploads
from naast.guide.forms import ContactForm
from naast.guide.models import ContactPerson, Service
from naast.guide.services import contacts
from naast.kernel.errors import DomainError
from naast.people.http import PersonRequest, coordinates, coordinator_required


@uploads.larger(pictures.LARGEST, may=coordinates)
@require_http_methods(["GET", "POST"])
@coordinator_required
def add_contact(request: PersonRequest, service: UUID) -> HttpResponse:
    """Name somebody, who is then asked by mail."""
    there = get_object_or_404(Service.objects.looked_after_by(request.actor).whole(), uuid=service)
    places = [(str(at.uuid), at.place.name) for at in there.at.all()]
    form = ContactForm(request.POST or None, request.FILES or None, places=places)
    if request.method == "POST" and form.is_valid():
        told, face = form.cleaned_data, form.cleaned_data["face"]
        try:
            contacts.name_contact(
                actor=request.actor, service_uuid=service, now=timezone.now(),
                at_uuid=UUID(told["at"]) if told["at"] else None,
                told=contacts.ContactTold(
                    told["name"], told["email"], told["role"], told["phone"], told["times"]
                ),
                face=face.read() if face else None,
                site=request.build_absolute_uri("/").rstrip("/"),
            )  # fmt: skip
        except DomainError as error:
            too_many = isinstance(error, contacts.TooManyAsked)
            form.add_error("email" if too_many else "face", str(error))
        else:
            messages.success(
                request, _("We have asked them by mail. After a yes they stand there.")
            )
            return redirect("guide:change_service", service)
    return render(request, "guide/add_contact.html", {"form": form, "service": there})


@require_POST
@coordinator_required
def drop_contact(request: PersonRequest, contact: UUID) -> HttpResponse:
    """Take somebody off the map."""
    mine = ContactPerson.objects.looked_after_by(request.actor).select_related("service")
    person = mine.filter(uuid=contact).first()
    if person is None:
        raise Http404
    contacts.drop_contact(actor=request.actor, contact_uuid=contact, now=timezone.now())
    messages.success(request, _("Taken away. Nothing of them is left."))
    return redirect("guide:change_service", person.service.uuid)
