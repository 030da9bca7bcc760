"""What every answer tells the browser. Tested on every address, header by header."""

from typing import Final

from django.conf import settings
from django.http import HttpResponse

CONTENT_SECURITY_POLICY: Final = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        # The two policies of ui/naast.js and ui/discreet.js; see decision 40.
        "trusted-types default naast-page",
    ]
)
"""Nothing inline, nothing from elsewhere. A page that plays films adds its own `media-src`."""

ASKABLE: Final = (
    "accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "clipboard-read",
    "clipboard-write",
    "compute-pressure", "display-capture", "encrypted-media", "fullscreen", "gamepad",
    "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection",
    "keyboard-map", "local-fonts", "magnetometer", "microphone", "midi", "otp-credentials",
    "payment", "picture-in-picture", "publickey-credentials-create", "publickey-credentials-get",
    "screen-wake-lock", "serial", "storage-access", "sync-xhr", "usb", "web-share",
    "window-management", "xr-spatial-tracking",
)  # fmt: skip
"""What a page could ask of a device."""

NEEDED: Final = frozenset({"publickey-credentials-create", "publickey-credentials-get"})
"""What signing in with a passkey asks, for our own pages only. Everything else is off."""

PERMISSIONS_POLICY: Final = ", ".join(
    f"{name}=({'self' if name in NEEDED else ''})" for name in ASKABLE
)

HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}

NO_STORE: Final = "no-store"

CLEAR_SITE_DATA: Final = '"cache", "cookies", "storage"'
"""W3C Clear Site Data, 3.1. Browsers listen to it over https and on the own machine only."""


def forget_us(response: HttpResponse) -> HttpResponse:
    """Ask the browser to forget this house: its cookies, its cache and anything it stored.

    The cookies are deleted by name as well: a browser need not know the newer header.
    """
    response.headers["Clear-Site-Data"] = CLEAR_SITE_DATA
    for name in _own_cookies():
        response.delete_cookie(name, samesite="Lax")
    return response


def _own_cookies() -> tuple[str, str, str]:
    return (
        settings.SESSION_COOKIE_NAME,
        settings.CSRF_COOKIE_NAME,
        settings.LANGUAGE_COOKIE_NAME,
    )
