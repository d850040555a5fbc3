"""For whoever watches the machines: is this process alive, and may readers be sent to it?"""

from __future__ import annotations

import logging

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from wagtail.models import Site

logger = logging.getLogger(__name__)
_migrated: set[str] = set()


@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """The process answers. Touches nothing."""
    return HttpResponse("live\n", content_type="text/plain")


@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers and has every migration; 503 with the reason in one word otherwise."""
    try:
        missing = missing_migrations(DEFAULT_DB_ALIAS)
    except Exception:
        logger.exception("The database does not answer")
        return HttpResponse("database\n", status=503, content_type="text/plain")
    if missing:
        return HttpResponse("migrations\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")


def missing_migrations(alias: str) -> bool:
    """Whether the code knows a migration that the database has not. A process that has seen them all asks no more."""
    if alias in _migrated:
        Site.objects.using(alias).exists()
        return False
    executor = MigrationExecutor(connections[alias])
    missing = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if not missing:
        _migrated.add(alias)
    return missing
