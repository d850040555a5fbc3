from django import template
from wagtail.models import Page

from ..context import Portal
from ..meta import Meta, meta_of

register = template.Library()


@register.simple_tag(takes_context=True)
def page_meta(context) -> Meta | None:
    """The head of the page in the context, or of a view that says `title`, `description`, `noindex`, `structured`."""
    request = context.get("request")
    if request is None:
        return None
    page = context.get("page")
    words = {name: context.get(name) for name in ("title", "description", "noindex", "structured")}
    return meta_of(request, context.get("portal") or Portal(request), page if isinstance(page, Page) else None, **words)
