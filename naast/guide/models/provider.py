"""Who is there, and where."""

from uuid import uuid4

from django.db import models

from naast.places import Postcode, find


class Provider(models.Model):
    """An organisation of the social map (aanbieder), whether it uses Naast or not."""

    uuid = models.UUIDField(unique=True, default=uuid4, editable=False)
    name = models.CharField(max_length=120)
    about = models.TextField(max_length=2000, blank=True)
    website = models.URLField(blank=True)
    email = models.EmailField(blank=True, help_text="A public address of the organisation.")
    phone = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    """A building people can go to (plek): its address, its point, and how one gets in.

    `lat` and `lon` are degrees (WGS 84); without them the point of the postcode counts. What stands
    in `accessibility` are keys of `taxonomy.toml`.
    """

    uuid = models.UUIDField(unique=True, default=uuid4, editable=False)
    provider = models.ForeignKey(
        Provider, models.CASCADE, null=True, blank=True, related_name="places"
    )
    name = models.CharField(max_length=120)
    about = models.TextField(max_length=1000, blank=True)
    street = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=7)
    town = models.CharField(max_length=80)
    province = models.CharField(max_length=60, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    accessibility = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def here(self) -> Postcode | None:
        """Its postcode, None when that does not exist any more."""
        return find(self.postcode)

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude, degrees; None when nobody knows."""
        if self.lat is not None and self.lon is not None:
            return self.lat, self.lon
        here = self.here
        return (here.lat, here.lon) if here else None
