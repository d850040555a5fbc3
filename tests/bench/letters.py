"""How fast letters are printed, in how little memory, and beside which other printers.

Run as `.venv/bin/python -m tests.bench.letters`. Every way prints the same letter for 60 recipients. Times are CPU of
this process and of those it starts; only their ratios mean something. Naive is WeasyPrint as its manual shows it: a
template with flexible boxes, everything made anew for each letter. Typst and LibreOffice are measured where installed.
Ends with `ms_per_letter= naive_ratio= typst_ratio= mb=`; mb is the most memory of a process that prints 300 letters.
"""

from __future__ import annotations

import importlib.util
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path

LETTERS, BATCH = 60, 300
NAIVE = """<style>
:root {{ --gap: 6pt; --lead: 20.5pt }}
@page {{ size: A4; margin: 2.5cm 2cm 2cm 3cm }}
@font-face {{ font-family: L; src: url({light}) }} @font-face {{ font-family: L; src: url({bold}); font-weight: bold }}
body {{ font: 10.8pt/var(--lead) L; display: flex; flex-direction: column; gap: var(--gap) }}
.head {{ display: grid; grid-template-columns: 1fr auto 1fr }} .row {{ display: flex; gap: .42cm }}
.row > :nth-child(2) {{ flex: 1 }} p {{ margin: 0 }} .body {{ text-indent: 2.5cm }} .right {{ margin-left: 7.5cm }}
img {{ width: 2.76cm }}
</style><div class="head"><span>ที่ {number}</span><img src="{emblem}" alt=""><span>{agency}</span></div>
<p class="right">{date}</p><div class="row"><span>เรื่อง</span><span>{subject}</span></div>
<div class="row"><span>เรียน</span><span>{title}</span></div>{body}<p class="right">ขอแสดงความนับถือ</p>
<p class="right">{signer}</p><p>{contact}</p>"""
TYPST = """#set page(paper: "a4", margin: (left: 3cm, right: 2cm, top: 2.5cm, bottom: 2cm))
#set text(font: "LMI Sarabun", size: 10.8pt, lang: "th")
#set par(first-line-indent: (amount: 2.5cm, all: true), leading: 9.7pt)
"""


def recipients(count: int):
    """The letter for so many organisations, each with its own name, number and wish; it fits on a page as it is."""
    from network.letters.compose import Paragraph, Recipient
    from tests.network.letters import samples

    for at in range(1, count + 1):
        name = f"องค์การบริหารส่วนตำบลตัวอย่าง {at}"
        wish = f"ศูนย์บริหารข้อมูลตลาดแรงงานภาคเหนือ ขอความอนุเคราะห์ให้เจ้าหน้าที่เข้าพบ{name}ในวันพุธที่ 16 ธันวาคม 2569"
        body = (Paragraph(samples.CAUSE), Paragraph(wish), Paragraph(samples.END))
        yield replace(samples.SHORT, recipient=Recipient(f"นายก{name}", name), number=f"รง 0399.9/{at}", body=body)


def fields(letter) -> dict[str, str]:
    from network.letters.prose import digits

    body = "".join(f'<p class="body">{escape(digits(block.text))}</p>' for block in letter.body)
    sender = letter.sender
    return {
        "number": digits(letter.number),
        "agency": "<br>".join(map(digits, (sender.agency, *sender.address_lines))),
        "date": "๒๓ พฤศจิกายน ๒๕๖๙",
        "subject": letter.subject,
        "title": digits(letter.recipient.title),
        "body": body,
        "signer": f"({letter.signer.name})<br>{letter.signer.position}",
        "contact": "<br>".join(map(digits, (sender.owner_section, f"โทร. {sender.phone}", sender.email))),
    }


def naive(emblem: bytes, folder: Path) -> Callable:
    from weasyprint import HTML

    from home import fonts

    (folder / "emblem.png").write_bytes(emblem)
    light, bold = ((fonts.FOLDER / fonts.FILES[weight]).as_uri() for weight in (fonts.TEXT, fonts.STRONG))
    places = {"emblem": (folder / "emblem.png").as_uri(), "light": light, "bold": bold}
    return lambda letter: HTML(string=NAIVE.format(**places, **fields(letter))).write_pdf(
        pdf_variant="pdf/a-3a", pdf_tags=True
    )


def ours(emblem: bytes) -> Callable:
    from network.letters.paper import Look, print_letter

    look = Look(emblem=emblem, emblem_type="image/png")
    return lambda letter: print_letter(letter, look)


def typst(folder: Path) -> Callable | None:
    if importlib.util.find_spec("typst") is None:
        return None
    import typst as printer

    from home import fonts
    from network.letters.prose import digits

    for weight in (fonts.TEXT, fonts.STRONG):
        (folder / f"{weight}.ttf").write_bytes(fonts.truetype(weight))

    def one(letter):
        texts = [letter.number, letter.subject, letter.recipient.title, *(block.text for block in letter.body)]
        source = TYPST + "\n\n".join(digits(text).replace("@", "\\@") for text in texts)
        return printer.compile(source.encode(), font_paths=[str(folder)], pdf_standards=["a-3b"])

    return one


def office(folder: Path) -> Callable | None:
    """All letters in one run of LibreOffice, which is how it is fastest."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        return None

    def everything(letters):
        for at, letter in enumerate(letters):
            page = NAIVE.format(emblem="", light="", bold="", **fields(letter))
            (folder / f"{at}.html").write_text(page, encoding="utf-8")
        command = [program, "--headless", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir", str(folder)]
        subprocess.run([*command, *map(str, folder.glob("*.html"))], check=True, capture_output=True)

    return everything


def cpu() -> float:
    """Seconds of this process and of its children."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def each(way: Callable, letters: list) -> float:
    """Milliseconds of CPU for one letter, after two that do not count."""
    for letter in letters[:2]:
        way(letter)
    started = cpu()
    for letter in letters:
        way(letter)
    return (cpu() - started) * 1000 / len(letters)


def memory() -> tuple[float, float]:
    """Megabytes in use after 60 letters and at most after 300, of a process of its own."""
    command = [sys.executable, "-m", "tests.bench.letters", "batch"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    early, most = map(float, done.stdout.split()[-2:])
    return early, most


def most_memory() -> float:
    """Megabytes. Not ru_maxrss, which a process inherits from the one that started it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def batch() -> None:
    from tests.network.letters import samples

    way = ours(samples.star())
    peaks = []
    for at, letter in enumerate(recipients(BATCH), 1):
        way(letter)
        if at in (LETTERS, BATCH):
            peaks.append(most_memory())
    print(*peaks)


def main() -> None:
    from tests.network.letters import samples

    letters, emblem = list(recipients(LETTERS)), samples.star()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lean, plain = each(ours(emblem), letters), each(naive(emblem, folder), letters)
        print(f"ours {lean:.1f} ms, naive WeasyPrint {plain:.1f} ms of CPU per letter")
        other = typst(folder)
        beside = each(other, letters) if other else None
        print(f"Typst {beside:.1f} ms" if beside else "Typst is not installed")
        if whole := office(folder):
            started = cpu()
            whole(letters)
            print(f"LibreOffice {(cpu() - started) * 1000 / len(letters):.1f} ms")
        else:
            print("LibreOffice is not installed")
    early, most = memory()
    print(f"memory {early:.0f} MB after {LETTERS} letters, at most {most:.0f} MB after {BATCH}")
    ratio = f"{beside / lean:.2f}" if beside else "none"
    print(f"ms_per_letter={lean:.1f} naive_ratio={plain / lean:.2f} typst_ratio={ratio} mb={most:.0f}")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
    import django

    django.setup()
    batch() if sys.argv[1:] == ["batch"] else main()
