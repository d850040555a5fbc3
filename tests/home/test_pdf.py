"""The door to the printer."""

import io
import logging
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pypdf
import pytest
from PIL import Image

from home import pdf


def png(colour: str = "#0b6b63") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), colour).save(out, "PNG")
    return out.getvalue()


def images(made: bytes) -> int:
    return sum(len(page.images) for page in pypdf.PdfReader(io.BytesIO(made)).pages)


@pytest.mark.parametrize("variant", [pdf.READABLE, pdf.ARCHIVAL])
def test_a_document_says_its_language_and_title_and_has_tags(variant):
    made = pypdf.PdfReader(
        io.BytesIO(pdf.render_pdf("<h1>ข่าว</h1>", title="ข่าว <ใหม่>", language="th", variant=variant))
    )
    assert made.root_object["/Lang"] == "th"
    assert made.metadata.title == "ข่าว <ใหม่>"
    assert made.root_object["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in made.root_object


def test_the_same_input_gives_the_same_bytes():
    first, second = (pdf.render_pdf("<p>ก</p>", title="ก", language="th") for _ in range(2))
    assert first == second


def test_pictures_are_those_that_were_handed_in():
    source = "https://portal.example/media/images/a.png"
    body = '<img src="/media/images/a.png" alt="ก"><img src="/media/images/b.png" alt="ข">'
    made = pdf.render_pdf(body, title="x", language="th", base_url="https://portal.example/", pictures={source: png()})
    assert images(made) == 1


def test_nothing_is_fetched_from_disk_or_net(tmp_path, caplog):
    asked = []

    class Web(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(png())

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Web)
    Thread(target=server.serve_forever, daemon=True).start()
    (tmp_path / "secret.png").write_bytes(png())
    web = f"http://127.0.0.1:{server.server_port}"
    body = f"""
      <img src="file://{tmp_path}/secret.png"><img src="{web}/a.png"><link rel="stylesheet" href="{web}/b.css">
      <img src="https://static.invalid/../settings.py"><img src="https://static.invalid/home/css/%2e%2e/x.png">
      <object data="{web}/c.svg"></object><a rel="attachment" href="file://{tmp_path}/secret.png">x</a>
      <svg width="10" height="10"><image href="{web}/d.png" width="9" height="9"/></svg>
      <div style="background:url({web}/e.png)">x</div>"""
    with caplog.at_level(logging.CRITICAL, logger="weasyprint"):
        made = pdf.render_pdf(body, title="x", language="th")
    server.shutdown()
    server.server_close()
    assert asked == []
    assert images(made) == 0
    assert b"/EmbeddedFile" not in made


def test_the_look_has_a_name_that_changes_with_it(settings, tmp_path):
    (tmp_path / "home" / "css").mkdir(parents=True)
    own = tmp_path / "home" / "css" / "own.css"
    own.write_text("p { color: red }")
    settings.STATICFILES_DIRS = [tmp_path]
    before = pdf.edition(("home/css/own.css",))
    assert before == pdf.edition(("home/css/own.css",))
    own.write_text("p { color: blue }")
    assert pdf.edition(("home/css/own.css",)) != before
