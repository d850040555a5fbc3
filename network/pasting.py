"""What a partner may paste, and how, in the systems that most of them use. Steps are Thai originals, kept as data."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from . import snippets


@dataclass(frozen=True)
class Offer:
    """A thing to paste: `code` is HTML or an address; `preview` names how it is shown."""

    name: str
    title: str
    about: str
    code: str
    preview: str = ""


@dataclass(frozen=True)
class Guide:
    system: str
    steps: tuple[str, ...]


GUIDES = (
    Guide(
        "WordPress",
        (
            "เข้าสู่ระบบผู้ดูแล แล้วเปิดเมนู “รูปแบบเว็บ (Appearance)” เลือก “วิดเจ็ต (Widgets)” หรือ “ปรับแต่ง (Customize)”",
            "เลือกตำแหน่งที่ผู้อ่านเห็นในหน้าแรก เช่น แถบข้าง หรือส่วนท้าย แล้วเพิ่มบล็อก “HTML กำหนดเอง (Custom HTML)”",
            "วางรหัสลงในบล็อก กด “อัปเดต” หรือ “เผยแพร่”",
            "เปิดหน้าแรกดูว่าเห็นแบนเนอร์ แล้วกลับมากด “ตรวจเดี๋ยวนี้” ในหน้านี้",
        ),
    ),
    Guide(
        "Joomla",
        (
            "เข้าสู่ระบบผู้ดูแล เปิดเมนู “Content” แล้ว “Site Modules” กด “New” เลือก “Custom”",
            "ในช่องแก้ไข กดปุ่มสลับเป็นรหัส (Toggle Editor หรือ </>) แล้ววางรหัส",
            "เลือก Position ที่อยู่ในหน้าแรก ตั้ง Menu Assignment เป็น “On all pages” และ Status เป็น “Published”",
            "หากรหัสหายหลังบันทึก ให้ตั้ง “Text Filters” ของผู้ใช้เป็น “No Filtering” แล้ววางอีกครั้ง",
            "กด “Save & Close” เปิดหน้าแรกดู แล้วกลับมากด “ตรวจเดี๋ยวนี้”",
        ),
    ),
    Guide(
        "Google Sites",
        (
            "เปิดเว็บไซต์ของท่านใน sites.google.com แล้วไปที่หน้าแรก",
            "เมนู “แทรก” เลือก “รูปภาพ” อัปโหลดรูปแบนเนอร์ที่ดาวน์โหลดจากหน้านี้",
            "คลิกที่รูป กดไอคอนลิงก์ แล้ววางที่อยู่ลิงก์ของหน่วยงาน (ช่อง “ที่อยู่ลิงก์” ด้านบน)",
            "ใส่ข้อความแสดงแทนรูป (Alt text) ว่า “ข่าวสารตลาดแรงงาน กรมการจัดหางาน”",
            "กด “เผยแพร่” แล้วกลับมากด “ตรวจเดี๋ยวนี้”",
        ),
    ),
    Guide(
        "HTML",
        (
            "เปิดไฟล์หน้าแรก (เช่น index.html หรือ index.php) ด้วยโปรแกรมแก้ไขข้อความ บันทึกสำเนาไว้ก่อน",
            "หาตำแหน่งที่ต้องการ เช่น ก่อน </footer> หรือในแถบข้าง แล้ววางรหัส",
            "บันทึกโดยไม่เปลี่ยนรหัสอักขระเดิมของแฟ้ม แล้วส่งขึ้นเครื่องแม่ข่าย",
            "เปิดหน้าแรกดู แล้วกลับมากด “ตรวจเดี๋ยวนี้”",
        ),
    ),
)


def offers(code: str, province: str) -> tuple[Offer, ...]:
    """Everything a partner with this code, in a province (its slug), may paste."""
    feed = f"{snippets.base_url()}{reverse('feed_about', args=['province', province, 'rss'])}"
    return (
        Offer("banner", str(_("Banner")), str(_("Picture with link, for light pages. The usual choice.")),
              snippets.banner(code), "banner"),
        Offer("dark", str(_("Banner for dark pages")), "", snippets.banner(code, "-dark"), "dark"),
        Offer("large", str(_("Large banner")), "", snippets.banner(code, "-large"), "large"),
        Offer("local", str(_("Banner with your own copy of the picture")),
              str(_("For websites that keep all pictures themselves: download the picture, put it beside the page.")),
              snippets.local_banner(code)),
        Offer("text", str(_("Text link")), str(_("For menus and lists of links.")), snippets.text_link(code), "text"),
        Offer("widget", str(_("News frame")), str(_("Shows the news of your province, always up to date.")),
              snippets.widget(code), "widget"),
        Offer("script", str(_("News frame by script")),
              str(_("For systems that do not allow frames. The check sum lets the browser refuse a changed script.")),
              snippets.script(code)),
        Offer("feed", str(_("News feed (RSS)")), str(_("For systems that show feeds themselves.")), feed),
    )  # fmt: skip
