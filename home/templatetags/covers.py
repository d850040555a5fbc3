from django import template
from django.utils.safestring import SafeString, mark_safe

from .. import covers

register = template.Library()


@register.simple_tag
def cover(item, wide: bool = False) -> SafeString:
    """The woven cover of a card (`kind`, `seed`) or of a page; `wide` for a banner."""
    width = covers.WIDE if wide else covers.WIDTH
    # Shapes of our own: what people typed chooses among them and is not written out.
    return mark_safe(covers.cover_svg(getattr(item, "kind", ""), covers.seed_of(item), width))  # noqa: S308
