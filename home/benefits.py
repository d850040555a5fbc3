"""The eight benefits of the office's manual, section 6, word for word, each with its English."""

# The sixth says ค้ำมนุษย์ in the manual, a slip of the pen for ค้ามนุษย์ (human trafficking), put right here.

BENEFITS = (
    (
        "ทำให้ผู้ปกครอง ประชาชนได้รับทราบข้อมูลข่าวสารที่ถูกต้องและเป็นประโยชน์",
        "Parents and the public receive information that is correct and useful.",
    ),
    (
        "มีข้อมูลข่าวสารด้านแรงงานเผยแพร่ประชาสัมพันธ์ให้กับประชาชนในท้องถิ่น",
        "People in the locality are kept informed about work and employment.",
    ),
    (
        "ค้นหาตำแหน่งงานว่างและสมัครงานได้สะดวก รวดเร็ว โดยไม่เสียค่าใช้จ่ายใด ๆ",
        "Vacancies can be found and applied for easily, quickly and free of charge.",
    ),
    (
        "เปิดช่องทางในการรับรู้ข้อมูลข่าวสารของประชาชนในพื้นที่ห่างไกล",
        "People in remote areas have a way to receive information.",
    ),
    (
        "นักเรียน นักศึกษา สามารถค้นหาข้อมูลเพื่อจัดทำงานวิเคราะห์ วิจัย และรายงานต่างๆ",
        "Pupils and students can find data for their analyses, research and reports.",
    ),
    (
        "มีความน่าเชื่อถือและป้องกันปัญหาการหลอกลวงคนหางานและการค้ามนุษย์",
        "The information is trustworthy and helps prevent fraud against job seekers and human trafficking.",
    ),
    (
        "สามารถจัดเตรียมเอกสารในการไปติดต่อราชการโดยไม่ต้องเสียเวลาไปติดต่อบ่อยครั้ง",
        "Documents for official business can be prepared in advance, without losing time on repeated visits.",
    ),
    (
        "เป็นแหล่งรวบรวมข้อมูลในการประกอบอาชีพอิสระและทดสอบความถนัดทางอาชีพ",
        "Information on self-employment and vocational aptitude tests are collected in one place.",
    ),
)
