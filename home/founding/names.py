"""What groups, collections and the approval are called. Collections and the approval are found again by these names."""

HQ_GROUP = "สำนักงานใหญ่ (กองบริหารข้อมูลตลาดแรงงาน)"
EDITORS_OF = "บรรณาธิการศูนย์{region}"
MODERATORS_OF = "ผู้ตรวจข่าวศูนย์{region}"
CENTRE_COLLECTION = "ศูนย์{region}"
SHARED_COLLECTION = "ส่วนกลาง (ทุกศูนย์ใช้ได้)"
WORKFLOW = "ตรวจข่าวก่อนเผยแพร่"
APPROVAL = "ผู้ตรวจข่าวของศูนย์อนุมัติ"
#: The sections that centres write in; everything else is headquarters'.
CENTRE_SECTIONS = ("news", "bulletins")
#: Wagtail's migrations call the two roots "Root", and leave two groups and a workflow that nobody here belongs to.
ROOT_PAGE = "เว็บไซต์ทั้งหมด"
ROOT_COLLECTION = "คลังหลัก"
WAGTAIL_GROUPS = ("Moderators", "Editors")
WAGTAIL_WORKFLOW = "Moderators approval"
