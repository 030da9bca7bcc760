"""Where this installation is, for letters that no page writes."""

from django.conf import settings


def site() -> str:
    """Scheme and host, without a slash at the end."""
    return f"{'https' if settings.HTTPS else 'http'}://{settings.ALLOWED_HOSTS[0]}"
