"""Settings for tests: a home folder of their own, static files as they lie.

DATABASE_URL chooses the database, as always; `make test` sets it for PostgreSQL.
NAAST_TEST_DATABASE names the test database there, so that two runs can go on side by side. On
SQLite it is a file then: a walk in a browser asks while its test asks, and in memory one does not
wait for the other.
NAAST_TEST_TEMPLATE names a database on the server of which the test database is a copy.
NAAST_TEST_LOG names a file that gets every line of the logs, as an operator would read them.
"""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="naast-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["NAAST_HOME"] = _folder
os.environ["NAAST_SECRET_KEY"] = "only for tests"  # signs nothing that lasts

from naast.config.settings import *  # noqa: E402, F403
from naast.config.settings import DATABASES, LOGGING, STATIC_ROOT  # noqa: E402

STATIC_ROOT.mkdir()
STORAGES = {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
_name = os.environ.get("NAAST_TEST_DATABASE")
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # Without a name it is in memory, which is quicker.
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder}/{_name}" if _name else None}
    # What these tests save need not outlive the machine.
    _begin = DATABASES["default"]["OPTIONS"]["init_command"]
    DATABASES["default"]["OPTIONS"]["init_command"] = f"{_begin} PRAGMA synchronous=OFF;"
else:
    DATABASES["default"]["TEST"] = {
        "NAME": _name or "test_naast",
        "TEMPLATE": os.environ.get("NAAST_TEST_TEMPLATE"),
    }
if _log := os.environ.get("NAAST_TEST_LOG"):
    LOGGING["handlers"]["kept"] = {
        "class": "logging.FileHandler",
        "filename": _log,
        "formatter": "plain",
    }
    for _logger in (LOGGING["root"], *LOGGING["loggers"].values()):
        _logger.update(handlers=["console", "kept"], level="INFO")
