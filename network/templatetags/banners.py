from django import template

register = template.Library()


@register.filter
def per_cent(share: float | None) -> str:
    """0.8346 as «83.5 %», nothing as a dash."""
    return "—" if share is None else f"{share * 100:.1f} %"
