import gc
import os

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, settings

from . import migrated

# Playwright's synchronous interface runs a loop in the test's thread.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# How long an example takes says more about the machine than about the code. The same examples at every run: new ones
# are looked for with `pytest --hypothesis-profile=search`.
settings.register_profile("search", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("suite", settings.get_profile("search"), derandomize=True)
settings.load_profile("suite")


def pytest_collection_finish():
    """What is loaded by now stays: looking through it again and again takes a twelfth of the suite's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_createdb):
    if migrated.on_sqlite() and not django_db_createdb:
        migrated.lay_out()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    if migrated.on_sqlite():
        with django_db_blocker.unblock():
            migrated.keep()


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()
