"""The door for a web server. A programme file that is not in order stops the start, and no page."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naast.config.settings")
application = get_wsgi_application()

from naast.programmes import all_programmes  # noqa: E402  # needs the folders of this installation

all_programmes()
