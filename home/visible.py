"""Which pages a stranger may read: live, and not behind a view restriction."""

from wagtail.models import PageViewRestriction

from .generation import cached


def private_paths() -> tuple[str, ...]:
    """The tree paths that need a password, a log-in or a group."""
    return cached("private-paths", lambda: tuple(PageViewRestriction.objects.values_list("page__path", flat=True)))


def readable(pages):
    """The pages of a queryset that anybody may read; costs no query of its own when warm."""
    pages = pages.live()
    for path in private_paths():
        pages = pages.exclude(path__startswith=path)
    return pages


def is_readable(page) -> bool:
    """Whether anybody may read one page."""
    return page.live and not any(page.path.startswith(path) for path in private_paths())
