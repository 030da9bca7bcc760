"""Keys, each wrapped by the one above it."""

import uuid

from django.db import models


class Key(models.Model):
    """The key of what is written about somebody (sleutel), never in the clear.

    `owner` says whose it is: `household:12`, `match:7`, `person:5`, `organisation:3`, or `house`
    for what belongs to nobody yet. `organisation_id` is 0 for keys wrapped by the master key, else
    the organisation whose key wraps this one. Destroying the row is erasing what it sealed.
    """

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.CharField(max_length=40, unique=True)
    organisation_id = models.BigIntegerField(default=0)
    wrapped = models.CharField(max_length=120, help_text="Nonce and sealed key, base64.")

    class Meta:
        # Keys of one organisation are fetched together, so that a list costs one query.
        indexes = [models.Index(fields=["organisation_id"], name="keys_of_an_organisation")]

    def __str__(self) -> str:
        return self.owner
