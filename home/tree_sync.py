"""wagtail-localize's copying of whole trees, which this site does without."""

from wagtail_localize.locales.components import LOCALE_COMPONENTS


def without_tree_sync() -> None:
    """Take "synchronise content from another locale" off the form of a language.

    It would put Thai text live under English addresses, where a reader finds either a translation or a notice.
    """
    LOCALE_COMPONENTS[:] = [part for part in LOCALE_COMPONENTS if part["model"].__name__ != "LocaleSynchronization"]
