from django import template
from django.core.paginator import Page

from .. import anchors

register = template.Library()


@register.filter
def anchor(text: str) -> str:
    """The id of a heading in its own words."""
    return anchors.anchor(str(text))


@register.inclusion_tag("home/parts/pager.html")
def pager(page: Page, query: str = "") -> dict:
    """Pagination with numbers; `query` is the rest of the address's query."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "numbers": list(numbers) if page.paginator.num_pages > 1 else [],
        "gap": page.paginator.ELLIPSIS,
        "query": f"{query}&" if query else "",
    }
