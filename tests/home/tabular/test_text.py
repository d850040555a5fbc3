from home.tabular import Sheet, plain_text, write_csv, write_xlsx


def test_every_sheet_of_a_workbook_is_read_a_cell_a_line():
    data = write_xlsx(Sheet("one", ["ก"], [["สมมติ & ทดลอง", 12]]), Sheet("two", ["ข"], [["ลับ"]]))
    lines = plain_text(data).splitlines()
    assert {"สมมติ & ทดลอง", "ลับ"} <= {line.strip() for line in lines}


def test_a_text_file_is_read_in_the_encoding_of_thai_offices():
    assert "สมมติ" in plain_text("ชื่อ\nสมมติ".encode("cp874"))
    assert "สมมติ" in plain_text(b"".join(write_csv(["ชื่อ"], [["สมมติ"]])))


def test_what_cannot_be_read_says_nothing():
    assert plain_text(b"PK\x03\x04 broken") == ""
