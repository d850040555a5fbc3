"""The six services in the words of the office's manual, step 6(1), with the division in charge of each."""

from dataclasses import dataclass

from .plan import Plan, Words, paragraph


@dataclass(frozen=True)
class Service:
    number: int
    slug: str
    th: Words
    en: Words
    owner_th: str
    owner_en: str
    url: str
    audience_th: str
    audience_en: str
    bring_th: tuple[str, ...]
    bring_en: tuple[str, ...]


SERVICES = (
    Service(
        number=1,
        slug="jobs",
        th=Words(
            "สมัครงาน/แจ้งตำแหน่งงานว่าง",
            "ผู้หางานสมัครงาน และนายจ้างหรือสถานประกอบการแจ้งตำแหน่งงานว่าง ผ่านเว็บไซต์ได้ด้วยตนเอง",
        ),
        en=Words(
            "Apply for a job, announce a vacancy",
            "Job seekers apply and employers announce vacancies on the web by themselves.",
        ),
        owner_th="กองพัฒนาระบบบริการจัดหางาน",
        owner_en="Employment Service System Development Division",
        url="http://smartjob.doe.go.th",
        audience_th="ผู้หางานทำ นายจ้าง และสถานประกอบการ",
        audience_en="Job seekers, employers and establishments",
        bring_th=("บัตรประจำตัวประชาชน", "หลักฐานการศึกษาหรือประวัติการทำงาน (ถ้ามี)"),
        bring_en=("National identity card", "Proof of education or work history, if any"),
    ),
    Service(
        number=2,
        slug="careers",
        th=Words(
            "ข้อมูลอาชีพ และการแนะนำอาชีพ",
            "แนะนำอาชีพและการประกอบอาชีพอิสระ การรับงานไปทำที่บ้าน การทดสอบความพร้อมทางอาชีพ และศูนย์ข้อมูลอาชีพ",
        ),
        en=Words(
            "Careers and career guidance",
            "Guidance on careers, self-employment and home work, readiness tests, and a centre of career information.",
        ),
        owner_th="กองส่งเสริมการมีงานทำ",
        owner_en="Employment Promotion Division",
        url="http://www.doe.go.th/vgnew",
        audience_th="นักเรียน นักศึกษา ผู้กำลังหางาน และผู้ที่ต้องการประกอบอาชีพอิสระ",
        audience_en="Pupils, students, job seekers and people who want to work for themselves",
        bring_th=("บัตรประจำตัวประชาชน หรือบัตรนักเรียน นักศึกษา",),
        bring_en=("National identity card, or pupil or student card",),
    ),
    Service(
        number=3,
        slug="overseas",
        th=Words(
            "ให้คำแนะนำการไปทำงานต่างประเทศ",
            "การไปทำงานต่างประเทศอย่างถูกต้องตามกฎหมายทั้ง 5 วิธี ข้อควรรู้ก่อนเดินทาง การรับสมัคร และข้อมูลสินเชื่อ",
        ),
        en=Words(
            "Advice on working abroad",
            "The five lawful ways of working abroad, what to know before leaving, recruitment, and loans.",
        ),
        owner_th="กองบริหารแรงงานไทยไปทำงานต่างประเทศ",
        owner_en="Overseas Employment Administration Division",
        url="http://www.doe.go.th/overseas",
        audience_th="ผู้ที่ต้องการไปทำงานต่างประเทศและครอบครัว",
        audience_en="People who want to work abroad, and their families",
        bring_th=("บัตรประจำตัวประชาชน", "หนังสือเดินทาง (ถ้ามี)"),
        bring_en=("National identity card", "Passport, if any"),
    ),
    Service(
        number=4,
        slug="foreign-workers",
        th=Words(
            "การขออนุญาตการทำงานของคนต่างด้าว",
            "การพิจารณาอนุญาตการทำงานของคนต่างด้าว ข่าวประชาสัมพันธ์ กฎระเบียบ และกฎหมายที่เกี่ยวข้อง",
        ),
        en=Words(
            "Work permits for foreign workers",
            "Consideration of work permits, announcements, and the rules and laws on the work of foreigners.",
        ),
        owner_th="สำนักบริหารแรงงานต่างด้าว",
        owner_en="Foreign Workers Administration Office",
        url="http://www.doe.go.th/alien",
        audience_th="คนต่างด้าว นายจ้าง และสถานประกอบการที่จ้างคนต่างด้าว",
        audience_en="Foreign workers, and the employers and establishments that employ them",
        bring_th=("หนังสือเดินทางหรือเอกสารแทนหนังสือเดินทางของคนต่างด้าว", "เอกสารแสดงตนของนายจ้าง"),
        bring_en=("The worker's passport or travel document", "Identity papers of the employer"),
    ),
    Service(
        number=5,
        slug="protection",
        th=Words(
            "การตรวจและคุ้มครองคนหางาน",
            "รับเรื่องราวร้องทุกข์ของคนหางาน และตรวจสอบบริษัทจัดหางาน สถานประกอบการ และการลักลอบไปทำงานต่างประเทศ",
        ),
        en=Words(
            "Inspection and protection of job seekers",
            "Complaints of job seekers; checks of recruitment agencies, establishments and illegal work abroad.",
        ),
        owner_th="กองทะเบียนจัดหางานกลางและคุ้มครองคนหางาน",
        owner_en="Central Employment Registration and Job Seeker Protection Division",
        url="http://www.doe.go.th/ipd",
        audience_th="คนหางานในประเทศและต่างประเทศ และผู้ที่พบเห็นการหลอกลวง",
        audience_en="Job seekers in Thailand and abroad, and anybody who has seen a fraud",
        bring_th=("บัตรประจำตัวประชาชน", "หลักฐานที่เกี่ยวข้อง เช่น สัญญา ใบเสร็จ หรือข้อความสนทนา"),
        bring_en=("National identity card", "Evidence such as contracts, receipts or messages"),
    ),
    Service(
        number=6,
        slug="market-information",
        th=Words(
            "บริการข้อมูลตลาดแรงงาน",
            "ข้อมูลพื้นฐานรายจังหวัด ข่าวสารตลาดแรงงาน สถานการณ์ตลาดแรงงาน และงานวิจัยเกี่ยวกับตลาดแรงงาน",
        ),
        en=Words(
            "Labour market information",
            "Basic figures by province, labour market news, the state of the labour market, and research.",
        ),
        owner_th="กองบริหารข้อมูลตลาดแรงงาน",
        owner_en="Labour Market Information Administration Division",
        url="http://doe.go.th/lmia",
        audience_th="ประชาชน หน่วยงานภาครัฐและเอกชน นักเรียน นักศึกษา และนักวิจัย",
        audience_en="The public, agencies and companies, students and researchers",
        bring_th=("ไม่ต้องใช้เอกสาร เปิดดูได้ทางเว็บไซต์",),
        bring_en=("Nothing: everything is on the web",),
    ),
)


def service_plan(service: Service) -> Plan:
    def words(plain: Words, owner: str, audience: str, bring: tuple[str, ...]) -> Words:
        items = [("item", item) for item in bring]
        fields = {"owner_division": owner, "audience": audience, "bring": items}
        return Words(plain.title, plain.summary, (paragraph(plain.summary),), fields)

    return Plan(
        slug=service.slug,
        model="ServicePage",
        th=words(service.th, service.owner_th, service.audience_th, service.bring_th),
        en=words(service.en, service.owner_en, service.audience_en, service.bring_en),
        fields={"number": service.number, "service_url": service.url},
    )
