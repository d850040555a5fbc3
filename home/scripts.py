"""Wagtail's choosers without inline scripts.

Most of Wagtail's few inline scripts stand in templates, which `home/templates` overrides. The choosers write theirs in
Python, with no template and no setting to change it: `start_from_markup` is put in the place of that one method. Both
name what to start in attributes that `home/static/home/admin/init.js` reads, so the admin's policy stays `script-src
'self'`.
"""

import json

from django.utils.html import format_html
from wagtail.admin.widgets import BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser


def start_from_markup(self, name, value, attrs=None, renderer=None):
    """Render a chooser and, instead of a script, the name of its starter and what it takes."""
    id_ = attrs["id"]
    value_data = self.get_value_data(value)
    if isinstance(self, AdminTaskChooser):
        starter, values = "createTaskChooser", [id_]
    else:
        starter, values = self.js_constructor, [id_, self.get_js_init_options(id_, name, value_data)]
    return format_html(
        '{}<template data-home-starts="{}" data-home-with="{}"></template>',
        self.render_html(name, value_data, attrs),
        starter,
        json.dumps(values),
    )


def without_inline_scripts() -> None:
    BaseChooser.render = start_from_markup
