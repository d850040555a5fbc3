"""The sections of the site, in the order of its menu."""

from . import texts
from .plan import Plan, Words, paragraph
from .services import SERVICES, service_plan

HOME = Plan(
    slug="th",
    model="HomePage",
    th=Words(
        title="เครือข่ายข้อมูลข่าวสารตลาดแรงงาน",
        summary="ข่าวสาร สถิติ และบริการด้านการมีงานทำของกรมการจัดหางาน เพื่อประชาชนในทุกตำบลและทุกหมู่บ้าน",
        fields={"promise": "ข้อมูลข่าวสารตลาดแรงงาน ถึงทุกตำบล ทุกหมู่บ้าน"},
    ),
    en=Words(
        title="Labour Market Information Network",
        summary="News, figures and services of the Department of Employment, for every subdistrict and village.",
        fields={"promise": "Labour market information for every subdistrict and every village"},
    ),
)


SECTIONS = (
    Plan(
        slug="news",
        model="NewsIndexPage",
        in_menus=True,
        th=Words("ข่าว", "ข่าวสารตลาดแรงงาน คำเตือนการหลอกลวง นัดพบแรงงาน กิจกรรม และข่าวจากเครือข่าย"),
        en=Words("News", "Labour market news, fraud warnings, job fairs, activities and news from the network."),
    ),
    Plan(
        slug="bulletins",
        model="BulletinIndexPage",
        in_menus=True,
        th=Words("สถานการณ์ตลาดแรงงาน", "วารสารสถิติตลาดแรงงานของประเทศและของศูนย์ทั้ง 6 ภาค รายเดือน ไตรมาส ครึ่งปี และปี"),
        en=Words(
            "Labour market bulletins",
            "Statistics of the country and the six centres by month, quarter, half-year and year.",
        ),
        children=(
            Plan(
                slug="calendar",
                model="ReleaseCalendarPage",
                th=Words("ปฏิทินการเผยแพร่", "วันที่วารสารแต่ละฉบับจะเผยแพร่ ติดตามในปฏิทินของท่านได้"),
                en=Words("Release calendar", "When each bulletin comes out. Subscribe to it in your own calendar."),
            ),
        ),
    ),
    Plan(
        slug="services",
        model="ServiceIndexPage",
        in_menus=True,
        th=Words("บริการ", "บริการ 6 ด้านของกรมการจัดหางานที่ใช้ได้ทางเว็บไซต์"),
        en=Words("Services", "Six services of the Department of Employment on the web."),
        children=tuple(service_plan(service) for service in SERVICES),
    ),
    Plan(
        slug="provinces",
        model="ProvinceIndexPage",
        in_menus=True,
        th=Words("จังหวัด", "ข้อมูลตลาดแรงงานพื้นฐานของ 77 จังหวัด เทียบกับศูนย์ประจำภาคและประเทศ"),
        en=Words("Provinces", "Basic labour market figures of the 77 provinces beside their centre and the country."),
    ),
    Plan(
        slug="knowledge",
        model="GuideIndexPage",
        in_menus=True,
        th=Words("คลังความรู้", "ความรู้ 8 ด้านของกรมการจัดหางาน ตั้งแต่ข้อมูลตลาดแรงงานถึงกฎหมายและการสร้างเครือข่าย"),
        en=Words(
            "Knowledge",
            "What the department knows in eight fields, from the labour market to laws and networks.",
        ),
    ),
    Plan(
        slug="research",
        model="PublicationIndexPage",
        th=Words("งานวิจัย", "งานวิจัยและรายงานเกี่ยวกับตลาดแรงงาน พร้อมบทคัดย่อและการอ้างอิง"),
        en=Words("Research", "Research and reports on the labour market, with abstracts and citations."),
    ),
    Plan(
        slug="data",
        model="DatasetIndexPage",
        th=Words("ข้อมูลเปิด", "ข้อมูลสถิติตลาดแรงงานในรูปแบบ CSV และ XLSX ใช้ซ้ำได้โดยอ้างอิงที่มา"),
        en=Words("Open data", "Labour market figures as CSV and XLSX, free to reuse with a credit."),
    ),
    Plan(
        slug="downloads",
        model="DownloadsPage",
        th=Words("เอกสารดาวน์โหลด", "คู่มือแนะนำการให้บริการ โปสเตอร์ แผ่นพับ และขั้นตอนการเชื่อมลิงก์แบนเนอร์ “ข่าวสารตลาดแรงงาน”"),
    ),
    Plan(
        slug="faq",
        model="FAQPage",
        th=Words(
            "คำถามที่พบบ่อย", "คำตอบสำหรับคำถามที่ประชาชนและหน่วยงานเครือข่ายถามบ่อย", fields={"questions": texts.QUESTIONS_TH}
        ),
    ),
    Plan(
        slug="about",
        model="StandardPage",
        th=Words("เกี่ยวกับเรา", "เครือข่ายข้อมูลข่าวสารตลาดแรงงานสู่ตำบล หมู่บ้าน คืออะไรและใครดูแล", texts.ABOUT_TH),
        en=Words("About us", "What the network is, and who looks after it.", texts.ABOUT_EN),
        children=(
            Plan(
                slug="benefits",
                model="StandardPage",
                th=Words(
                    "ประโยชน์ของการเผยแพร่ผ่านเครือข่าย",
                    "ประโยชน์ 8 ข้อที่ได้รับจากการเผยแพร่ข้อมูลข่าวสารผ่านหน่วยงานเครือข่าย",
                    (("benefits", None),),
                ),
            ),
        ),
    ),
    Plan(
        slug="policies",
        model="StandardPage",
        th=Words(
            "นโยบาย",
            "นโยบายความเป็นส่วนตัว นโยบายเว็บไซต์ และนโยบายความมั่นคงปลอดภัย",
            (paragraph("เว็บไซต์นี้ปฏิบัติตามนโยบายสามฉบับ อ่านแต่ละฉบับได้จากรายการในหน้านี้"),),
        ),
        en=Words(
            "Policies",
            "Privacy, use of this website, and security.",
            (paragraph("This site keeps to three policies. The privacy policy is available in English."),),
        ),
        children=(
            Plan(
                slug="privacy",
                model="StandardPage",
                th=Words("นโยบายความเป็นส่วนตัว", "ข้อมูลใดที่เว็บไซต์นี้เก็บ ใช้เพื่ออะไร และสิทธิของท่าน", texts.PRIVACY_TH),
                en=Words("Privacy policy", "What this site keeps, what for, and your rights.", texts.PRIVACY_EN),
            ),
            Plan(
                slug="website",
                model="StandardPage",
                th=Words("นโยบายเว็บไซต์", "การใช้และการอ้างอิงเนื้อหา การเชื่อมโยง และการแจ้งแก้ไขข้อมูล", texts.WEBSITE_TH),
            ),
            Plan(
                slug="security",
                model="StandardPage",
                th=Words("นโยบายความมั่นคงปลอดภัย", "วิธีที่เว็บไซต์นี้คุ้มครองผู้ใช้ และวิธีแจ้งเหตุ", texts.SECURITY_TH),
            ),
        ),
    ),
)
