"""The social map: who is there for families, with what, where, when, and who answers the door."""

from naast.guide.models.contact import ContactPerson
from naast.guide.models.provider import Place, Provider
from naast.guide.models.service import OpeningTime, ServedMunicipality, Service, ServicePlace
from naast.guide.models.words import MapState, Missed, Synonym

__all__ = [
    "ContactPerson",
    "MapState",
    "Missed",
    "OpeningTime",
    "Place",
    "Provider",
    "ServedMunicipality",
    "Service",
    "ServicePlace",
    "Synonym",
]
