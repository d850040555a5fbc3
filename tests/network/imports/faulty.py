"""The faulty example list: every organisation in it is invented, every mistake is one that lists really have.

`.venv/bin/python -m tests.network.imports.faulty` writes tests/data/faulty-partners.{xlsx,csv} and the copy that the
import screen offers.
"""

from pathlib import Path

from home.tabular import Sheet, write_xlsx

DATA = Path(__file__).resolve().parents[2] / "data"
SERVED = Path(__file__).resolve().parents[3] / "network" / "static" / "network" / "admin" / "faulty-partners.xlsx"
HEADERS = (
    "ลำดับ", "ชื่อหน่วยงาน", "ประเภท", "จังหวัด", "อำเภอ/เขต", "ตำบล/แขวง", "ที่อยู่", "หมู่ที่", "รหัสไปรษณีย์",
    "เว็บไซต์", "โทรศัพท์", "โทรสาร", "อีเมล", "ละติจูด", "ลองจิจูด",
)  # fmt: skip
HIDDEN = "\u200b"


def row(number, name="", kind="", province="ลำปาง", district="", subdistrict="", **more):
    names = ("address", "moo", "zip", "web", "phone", "fax", "email", "lat", "lon")
    return [number, name, kind, province, district, subdistrict, *(more.get(one) for one in names)]


#: What stands under the header, in the order of the file. The file's first row is line 4.
ROWS = [
    row(1, "องค์การบริหารส่วนตำบลสาธิตหนึ่ง", "อบต.", district="เมืองลำปาง", subdistrict="บ้านเป้า", address="99 ถนนสาธิต", moo=3,
        zip=52100, web="www.satit-nueng.example", phone="0 5400 0001", email="office@satit-nueng.example",
        lat=18.3501, lon=99.5202),
    row(2, "อบต.สาธิตสอง", district="อ.เมือง", subdistrict="ต.บ้านแลง", zip="๕๒๐๐๐", phone="๐๕๔-๐๐๐-๐๐๒"),
    row(3, "เทศบาลตำบลสาธิตสาม", province="จังหวัดลำปาง", district="อำเภอเกาะคา", web="http://satit-sam.example/home"),
    row(4, "สาธิตสี่", "เทศบาลเมือง", district="เขลางค์นคร"),
    row(5, "เทศบาลนครสาธิตห้า", district="เมืองลำปาง", subdistrict="หัวเวียง", phone=54000005),
    row(6, "โรงเรียนสาธิตหก", "สถานศึกษา", district="แจ้ห่ม", subdistrict="แจ้ห่ม", zip="52120"),
    row(7, f"โรง{HIDDEN}เรียนสาธิต{HIDDEN}เจ็ด", district="แจ้ห่ม", subdistrict="บ้านสา"),
    row(8, "", "โรงเรียน", district="แจ้ห่ม", subdistrict="ปงดอน"),
    row(9, "วิทยาลัยเทคนิคสาธิตเก้า", province="ลำปราง", district="เถิน"),
    row(10, "วิทยาลัยการอาชีพสาธิตสิบ", district="เถิน", subdistrict="ล้อมแรด", web="satit sip"),
    row(11, "มหาวิทยาลัยสาธิตสิบเอ็ด", district="เมืองลำปาง", subdistrict="พิชัย", email="ไม่มีอีเมล"),
    row(12, "อบต.สาธิตสิบสอง", "เทศบาลตำบล", district="วังเหนือ"),
    row(13, "สำนักงานสาธิตสิบสาม", district="งาว"),
    row(14, "องค์การบริหารส่วนตำบลสาธิตสอง", district="เมืองลำปาง", subdistrict="บ้านแลง"),
    row(15, "องค์การบริหารส่วนตำบลสาธิตหนึ่ง", district="เมืองลำปาง", subdistrict="บ้านเป้า", phone="0 5400 0015"),
    row(16, "โรงเรียนสาธิตสิบหก", district="แม่ทะ", web="https://www.satit-nueng.example/school"),
    ["รวม", 16, *(None,) * 13],
    list(HEADERS),
    ["จังหวัดเชียงใหม่", *(None,) * 14],
    row(17, "โรงเรียนสาธิตสิบเจ็ด", province="", district="สันทราย", subdistrict="สันทรายน้อย"),
    row(18, "โรงเรียนสาธิตสิบแปด", province="", district="สันทราย", zip="52000"),
    row(19, "อบต.สาธิตสิบเก้า", province="เชียงใหม่", subdistrict="บ้านหลวง"),
    row(20, "อบต.สาธิตยี่สิบ", province="เชียงใหม่", district="จอมทอง", subdistrict="บ้านหลวง"),
    row(21, "อบต.สาธิตยี่สิบเอ็ด", province="", district="จอมทอง", subdistrict="สันกลาง"),
    row(22, "ทต.สาธิตยี่สิบสอง", province="เชียงใหม่", district="แจ้ห่ม"),
    row(23, "ทต.สาธิตยี่สิบสาม", province="เชียงใหม่", district="หางดง", zip="5023"),
    row(24, "ทต.สาธิตยี่สิบสี่", province="เชียงใหม่", district="หางดง", phone="053-00"),
    row(25, "ทต.สาธิตยี่สิบห้า", province="เชียงใหม่", lat=98.9, lon=18.7),
    row(26, "ทต.สาธิตยี่สิบหก", province="เชียงใหม่", lat="สิบแปด", lon=98.9),
    row(27, '=HYPERLINK("http://satit.example","อบต.")', province="เชียงใหม่"),
    row(28, "โรงเรียนสาธิตยี่สิบแปด", province="เชียงใหม่", address="=1+1", phone="+66 5300 0028"),
    row(29, "ร.ร.สาธิตยี่สิบเก้า", "โรงเรียน", province="ชม", district="แม่ริม", subdistrict="ดอนแก้ว",
        phone="08 1000 0029, 053-000-029 ต่อ 12"),
    row(30, "กศน.อำเภอสาธิตสามสิบ", province="50", district="5007"),
    row(31, "องค์การบริหารส่วนจังหวัดสาธิตสามสิบเอ็ด", province="ขอนแก่น"),
    row(32, "โรงเรียนสาธิตสามสิบสอง", "ร้านค้า", province="เชียงใหม่"),
    row(33, "โรงเรียน" + "ยาว" * 70, province="เชียงใหม่"),
    ["หมายเหตุ ข้อมูลนี้เป็นข้อมูลสาธิต", *(None,) * 14],
]  # fmt: skip
TITLE = ["ทะเบียนหน่วยงานเครือข่าย (ข้อมูลสาธิต ชื่อทั้งหมดสมมุติขึ้น)"]
FIRST_LINE = 4


def workbook() -> bytes:
    # Sheet has the title as its header, so that the real header comes under it, as in lists that people print.
    return write_xlsx(Sheet("ทะเบียน", TITLE, [[], HEADERS, *ROWS]))


def windows_874() -> bytes:
    """The same list as an old program of an office saves it; what the encoding does not know is left out."""
    lines = [TITLE, [], HEADERS, *ROWS]
    text = "\r\n".join(",".join(_quoted(cell) for cell in line) for line in lines)
    return text.encode("cp874", "ignore")


def _quoted(cell) -> str:
    text = "" if cell is None else str(cell)
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\n') else text


if __name__ == "__main__":
    content = workbook()
    (DATA / "faulty-partners.xlsx").write_bytes(content)
    SERVED.write_bytes(content)
    (DATA / "faulty-partners.csv").write_bytes(windows_874())
