"""The action plan on paper and as a spreadsheet."""

from __future__ import annotations

from datetime import date

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from home import pdf
from home.tabular import Sheet, write_xlsx

from ..mail import office
from ..season_plan import Plan, month_label


def print_plan(plan: Plan, today: date, centre=None) -> bytes:
    """The PDF, in Thai as the paper goes to the director. The same plan on the same day gives the same bytes."""
    with override("th"):
        words = {
            "plan": plan, "season": plan.season, "centre": centre, "office": office(), "today": today,
            "months": [month_label(month) for month in plan.months],
        }  # fmt: skip
        body = render_to_string("network/pdf/plan.html", words)
    title = f"แผนปฏิบัติงาน ปีงบประมาณ พ.ศ. {plan.season.fiscal_year}"
    return pdf.render_pdf(body, title=title, language="th", stylesheets=(pdf.PAPER, "network/css/plan.css"))


def plan_sheet(plan: Plan) -> bytes:
    """The workbook: planned visits by team, province and month, and what was done of them."""
    months = [month_label(month) for month in plan.months]
    heads = [_("Centre"), _("Team"), _("Province"), *months, _("Planned"), _("Visited")]
    rows = [
        [row.team.centre.name, row.team.name, row.province.name, *(cell.planned for cell in row.cells), row.planned,
         row.visited]
        for row in plan.rows
    ]  # fmt: skip
    rows.append([_("Total"), "", "", *(cell.planned for cell in plan.totals), plan.planned, plan.visited])
    return write_xlsx(Sheet(_("Action plan"), heads, rows))
