"""The columns a list of organisations may have, by the headers that offices and schools give them."""

from django.utils.translation import gettext_lazy as _

from home.imports.columns import Column

PARTNER = (
    Column(
        "name_th",
        _("Name"),
        (
            "ชื่อหน่วยงาน",
            "ชื่อโรงเรียน",
            "ชื่อสถานศึกษา",
            "ชื่อ อปท.",
            "ชื่ออปท.",
            "ชื่อองค์กร",
            "ชื่อภาษาไทย",
            "หน่วยงาน",
            "โรงเรียน",
            "สถานศึกษา",
            "อปท.",
            "ชื่อ",
            "thai name",
            "organisation",
            "organization",
            "school",
            "name",
        ),
        example="องค์การบริหารส่วนตำบลตัวอย่าง",
    ),
    Column(
        "kind",
        _("Kind"),
        ("ประเภท", "ประเภทหน่วยงาน", "ประเภท อปท.", "ประเภทสถานศึกษา", "ชนิด", "kind", "type"),
        required=False,
        example="อบต.",
    ),
    Column("province", _("Province"), ("จังหวัด", "ชื่อจังหวัด", "รหัสจังหวัด", "province"), example="ลำปาง"),
    Column(
        "district",
        _("District"),
        ("อำเภอ/เขต", "อำเภอ", "เขต", "ชื่ออำเภอ", "เขต/อำเภอ", "รหัสอำเภอ", "district", "amphoe"),
        required=False,
        example="เมืองลำปาง",
    ),
    Column(
        "subdistrict",
        _("Sub-district"),
        ("ตำบล/แขวง", "ตำบล", "แขวง", "ชื่อตำบล", "แขวง/ตำบล", "รหัสตำบล", "sub-district", "subdistrict", "tambon"),
        required=False,
        example="บ้านเป้า",
    ),
    Column(
        "address",
        _("Address"),
        ("ที่อยู่", "ที่ตั้ง", "เลขที่", "บ้านเลขที่", "สถานที่ตั้ง", "address"),
        required=False,
        example="99 ถนนตัวอย่าง",
    ),
    Column("moo", _("Village number"), ("หมู่ที่", "หมู่", "ม.", "moo", "village no"), required=False, example="3"),
    Column(
        "zip_code",
        _("Postcode"),
        ("รหัสไปรษณีย์", "ไปรษณีย์", "postcode", "zip", "zip code"),
        required=False,
        example="52100",
    ),
    Column(
        "website",
        _("Website"),
        ("เว็บไซต์", "เว็บไซท์", "เวบไซต์", "เว็บ", "website", "web", "url", "homepage"),
        required=False,
        example="www.example.go.th",
    ),
    Column(
        "phone",
        _("Telephone"),
        ("โทรศัพท์", "เบอร์โทรศัพท์", "หมายเลขโทรศัพท์", "เบอร์โทร", "โทร.", "โทร", "telephone", "phone", "tel"),
        required=False,
        example="0 5400 0000",
    ),
    Column("fax", _("Fax (not kept)"), ("โทรสาร", "แฟกซ์", "เบอร์แฟกซ์", "fax"), required=False),
    Column(
        "email",
        _("E-mail of the organisation"),
        ("อีเมล", "อีเมล์", "อีเมลหน่วยงาน", "ไปรษณีย์อิเล็กทรอนิกส์", "e-mail", "email"),
        required=False,
        example="office@example.go.th",
    ),
    Column(
        "latitude", _("Latitude"), ("ละติจูด", "ละติจูต", "lat", "latitude", "พิกัด lat"), required=False, example="18.2888"
    ),
    Column(
        "longitude",
        _("Longitude"),
        ("ลองจิจูด", "ลองติจูด", "lon", "lng", "long", "longitude"),
        required=False,
        example="99.4909",
    ),
    Column(
        "name_en",
        _("English name"),
        ("ชื่อภาษาอังกฤษ", "ชื่อหน่วยงานภาษาอังกฤษ", "ชื่ออังกฤษ", "english name", "name en"),
        required=False,
    ),
    Column("former_names", _("Former names"), ("ชื่อเดิม", "ชื่อเก่า", "former name", "former names"), required=False),
    Column(
        "code",
        _("Code in the network"),
        ("รหัสเครือข่าย", "รหัสภาคี", "partner code", "network code", "code"),
        required=False,
    ),
)
LABELS = {column.name: column.label for column in PARTNER}
