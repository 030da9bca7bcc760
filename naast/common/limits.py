"""How often somebody may try: token buckets in the database, so that every process counts along.

A bucket holds `most` tries and fills up again evenly over `per`. Its name is a keyed hash: which
address came from where cannot be read back from it.
"""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from naast.common.models import Bucket


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` tries at once, and over a long time that many `per` stretch of time."""

    name: str
    most: int
    per: timedelta

    def take(self, now: datetime, *of: str) -> bool:
        """Use one try of the bucket that these words name; False when it is empty.

        An empty bucket is left as it is: trying on does not make the wait longer.
        """
        with transaction.atomic():
            bucket = self._bucket(now, of)
            filled = self.most * ((now - bucket.at) / self.per)
            tokens = min(float(self.most), bucket.tokens + max(0.0, filled))
            allowed = tokens >= 1
            if allowed:
                bucket.tokens, bucket.at = tokens - 1, now
                bucket.save(update_fields=["tokens", "at"])
        return allowed

    def _bucket(self, now: datetime, of: tuple[str, ...]) -> Bucket:
        """The bucket, locked until the end of the transaction."""
        key = salted_hmac("naast.common.limits", "\0".join((self.name, *of)), algorithm="sha256")
        full = {"tokens": self.most, "at": now}
        found, _made = Bucket.objects.get_or_create(key=key.hexdigest(), defaults=full)
        if connection.features.has_select_for_update:
            return Bucket.objects.select_for_update().get(pk=found.pk)
        return found


def whereabouts(request: HttpRequest) -> str:
    """Where a request comes from, as far as limits need it.

    An IPv4 address, or the first 64 bits of an IPv6 address: whoever has one of those has them
    all. Behind `settings.PROXIES` proxies of our own, the address that the outermost one saw;
    what stands before that in `X-Forwarded-For` anybody can write there.
    """
    seen = request.META.get("REMOTE_ADDR", "")
    if settings.PROXIES:
        passed_on = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        seen = passed_on[-min(settings.PROXIES, len(passed_on))].strip()
    try:
        address = ipaddress.ip_address(seen)
    except ValueError:
        return ""
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False))


def forget_full(now: datetime, longest: timedelta = timedelta(days=1)) -> int:
    """Throw away buckets that have filled up since; returns how many."""
    return Bucket.objects.filter(at__lt=now - longest).delete()[0]
