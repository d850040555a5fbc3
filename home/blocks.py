"""One StreamBlock for the whole site: what a page can be made of, with a preview of each in the editor."""

from datetime import date

from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from .table_block import TranslatableTableBlock

RICH_TEXT = ["bold", "link", "document-link", "ol", "ul"]


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=150)
    level = blocks.ChoiceBlock(
        label=_("Level"), choices=[("h2", _("Main heading")), ("h3", _("Subheading"))], default="h2"
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "home/blocks/heading.html"
        preview_value = {"text": "สถานการณ์ตลาดแรงงานไตรมาสนี้", "level": "h2"}


class ParagraphBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "home/blocks/paragraph.html"
        preview_value = "<p>ผู้หางานค้นหา<b>ตำแหน่งงานว่าง</b>และสมัครงานได้ด้วยตนเอง โดยไม่เสียค่าใช้จ่าย</p>"


class NamedImageBlock(ImageBlock):
    """Wagtail's image with its alternative text; the chooser in it gets a name that can be translated."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.child_blocks["image"].label = _("Image")


class PictureBlock(blocks.StructBlock):
    image = NamedImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "home/blocks/picture.html"
        preview_template = "home/blocks/previews/picture.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"))
    source = blocks.CharBlock(label=_("Who said it, and where"), max_length=200)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "home/blocks/quote.html"
        preview_value = {"text": "เครือข่ายที่ดีเกิดจากการให้และรับอย่างเท่าเทียมกัน", "source": "คู่มือการปฏิบัติงาน"}


class CalloutBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock(
        label=_("Tone"),
        choices=[("note", _("Good to know")), ("warning", _("Warning")), ("done", _("What happens next"))],
        default="note",
    )
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT)

    class Meta:
        icon = "warning"
        label = _("Callout")
        template = "home/blocks/callout.html"
        preview_value = {
            "tone": "warning",
            "title": "อย่าโอนเงินก่อนได้งาน",
            "text": "<p>กรมการจัดหางานไม่เก็บค่าบริการจากคนหางาน</p>",
        }


class StepsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    steps = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(label=_("Step"), max_length=120)),
                ("text", blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT, required=False)),
            ]
        ),
        label=_("Steps"),
        min_num=1,
    )

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "home/blocks/steps.html"
        preview_value = {
            "title": "สมัครงานออนไลน์",
            "steps": [
                {"title": "ลงทะเบียน", "text": "<p>ใช้บัตรประจำตัวประชาชน</p>"},
                {"title": "ค้นหาตำแหน่งงานว่าง", "text": "<p>เลือกจังหวัดที่สนใจ</p>"},
            ],
        }


class FilesBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    files = blocks.ListBlock(DocumentChooserBlock(label=_("File")), label=_("Files"), min_num=1)

    class Meta:
        icon = "doc-full"
        label = _("Files to download")
        template = "home/blocks/files.html"
        preview_template = "home/blocks/previews/files.html"


class LinkBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Text on the button"), max_length=80)
    page = blocks.PageChooserBlock(label=_("Page of this site"), required=False)
    url = blocks.URLBlock(label=_("or another address"), required=False)

    class Meta:
        icon = "link"
        label = _("Button")
        template = "home/blocks/link.html"
        preview_value = {"text": "ค้นหาตำแหน่งงานว่าง", "url": "https://smartjob.doe.go.th", "page": None}


class QuestionsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    questions = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("question", blocks.CharBlock(label=_("Question"), max_length=200)),
                ("answer", blocks.RichTextBlock(label=_("Answer"), features=RICH_TEXT)),
            ]
        ),
        label=_("Questions"),
        min_num=1,
    )

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        template = "home/blocks/questions.html"
        preview_value = {
            "title": "คำถามที่พบบ่อย",
            "questions": [{"question": "สมัครงานมีค่าใช้จ่ายหรือไม่", "answer": "<p>ไม่มีค่าใช้จ่าย</p>"}],
        }


class FigureTableBlock(blocks.StructBlock):
    """One source, three views: an accessible chart, the table itself and a CSV file."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=200)
    finding = blocks.CharBlock(
        label=_("Finding"), max_length=250, required=False, help_text=_("The sentence a hurried reader takes away.")
    )
    chart = blocks.ChoiceBlock(
        label=_("Chart"),
        choices=[("bars", _("Bars")), ("line", _("Line over time")), ("none", _("Table only"))],
        default="bars",
        help_text=_("The first column names the rows; every numeric column is drawn."),
    )
    table = TranslatableTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Text"), required=False)),
            ("number", blocks.DecimalBlock(label=_("Number"), required=False)),
        ],
        label=_("Table"),
    )
    unit = blocks.CharBlock(label=_("Unit"), max_length=60, required=False)
    source = blocks.CharBlock(label=_("Source"), max_length=200)
    as_of = blocks.DateBlock(label=_("As of"))

    class Meta:
        icon = "table"
        label = _("Figures: chart, table and CSV")
        template = "home/blocks/figure_table.html"
        preview_value = {
            "caption": "ตำแหน่งงานว่างและผู้สมัครงาน จำแนกตามระดับการศึกษา",
            "finding": "ตำแหน่งงานว่างระดับ ปวช. และ ปวส. มีมากกว่าผู้สมัครงาน",
            "chart": "bars",
            "table": {
                "columns": [
                    {"type": "text", "heading": "ระดับการศึกษา"},
                    {"type": "number", "heading": "ตำแหน่งงานว่าง"},
                    {"type": "number", "heading": "ผู้สมัครงาน"},
                ],
                "rows": [
                    {"values": ["มัธยมศึกษาและต่ำกว่า", "4120", "3985"]},
                    {"values": ["ปวช. และ ปวส.", "2875", "1960"]},
                    {"values": ["ปริญญาตรีขึ้นไป", "1430", "2210"]},
                ],
                "caption": "",
            },
            "unit": "คน",
            "source": "ข้อมูลสาธิต",
            "as_of": date(2026, 6, 30),
        }


class KeyFigureBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("What is counted"), max_length=120)
    value = blocks.DecimalBlock(label=_("Value"))
    previous = blocks.DecimalBlock(label=_("Value of the period before"), required=False)
    unit = blocks.CharBlock(label=_("Unit"), max_length=60)
    decimals = blocks.IntegerBlock(label=_("Decimal places"), default=0, validators=[MinValueValidator(0)])
    source = blocks.CharBlock(label=_("Source"), max_length=200)
    as_of = blocks.DateBlock(label=_("As of"))

    class Meta:
        icon = "order-up"
        label = _("Headline figure")
        template = "home/blocks/key_figure.html"
        preview_value = {
            "label": "ตำแหน่งงานว่าง",
            "value": 12345,
            "previous": 12000,
            "unit": "อัตรา",
            "decimals": 0,
            "source": "ข้อมูลสาธิต",
            "as_of": date(2026, 6, 30),
        }


class BenefitsBlock(blocks.StaticBlock):
    """The eight benefits of the office's manual, section 6."""

    class Meta:
        icon = "tick-inverse"
        label = _("The eight benefits of the network")
        admin_text = _("Shows the eight benefits of the manual; there is nothing to fill in.")
        template = "home/blocks/benefits.html"
        preview_value = None


class ServicesBlock(blocks.StaticBlock):
    """The six services of the department as a plain list."""

    class Meta:
        icon = "list-ul"
        label = _("The six services")
        admin_text = _("Shows the six services; they are edited on their own pages.")
        template = "home/blocks/services.html"
        preview_value = None


class PortalStreamBlock(blocks.StreamBlock):
    heading = HeadingBlock(group=_("Text"))
    paragraph = ParagraphBlock(group=_("Text"), features=RICH_TEXT)
    quote = QuoteBlock(group=_("Text"))
    callout = CalloutBlock(group=_("Text"))
    steps = StepsBlock(group=_("Text"))
    questions = QuestionsBlock(group=_("Text"))
    picture = PictureBlock(group=_("Pictures and files"))
    files = FilesBlock(group=_("Pictures and files"))
    link = LinkBlock(group=_("Pictures and files"))
    figures = FigureTableBlock(group=_("Figures"))
    key_figure = KeyFigureBlock(group=_("Figures"))
    benefits = BenefitsBlock(group=_("Ready-made"))
    services = ServicesBlock(group=_("Ready-made"))

    class Meta:
        template = "home/blocks/stream.html"
