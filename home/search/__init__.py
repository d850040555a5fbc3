"""The search that understands Thai, as a backend of Wagtail's own search API (WAGTAILSEARCH_BACKENDS)."""

from django.core.exceptions import ImproperlyConfigured
from django.db import connection


def SearchBackend(params: dict):
    """The backend for the database in use. The name is the one modelsearch asks a backend's module for.

    Raises ImproperlyConfigured for a database other than SQLite and PostgreSQL.
    """
    if connection.vendor == "postgresql":
        from .postgresql import ThaiPostgresBackend as Backend
    elif connection.vendor == "sqlite":
        from .sqlite import ThaiSQLiteBackend as Backend
    else:
        raise ImproperlyConfigured(f"home.search knows SQLite and PostgreSQL, not {connection.vendor}.")
    return Backend(params)
