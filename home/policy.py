"""What a browser may load and run on our pages (Content Security Policy). Values only."""

SELF = "'self'"
NONE = "'none'"

PUBLIC = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "base-uri": [SELF],
    "object-src": [NONE],
}
#: The admin shows previews of pages in frames and of chosen files before they are uploaded.
ADMIN = {**PUBLIC, "frame-src": [SELF], "img-src": [SELF, "data:", "blob:"]}
#: The editors of rich text and of translations write style attributes as one types.
EDITOR = {**ADMIN, "style-src": [SELF, "'unsafe-inline'"]}

#: Screens, by the names of their addresses, that hold one of those editors.
EDITOR_SCREENS = frozenset(
    {
        "wagtailadmin_pages:add",
        "wagtailadmin_pages:edit",
        "wagtailadmin_pages:revisions_revert",
        "wagtail_localize:update_translations",
    }
)

PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope"),
        *("magnetometer", "microphone", "midi", "payment", "usb"),
    )
)
