"""Workbooks that are damaged, locked, or made to do harm: a clear error in bounded time, or read without harm."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from extract.document import read_document
from extract.errors import SolieuError, UnreadableDocument
from extract.formats.archives import LARGEST_UNPACKED, check_archive
from extract.formats.workbook import read_workbook


def good() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("Xuất khẩu hàng hóa năm 2022",),
        (None, "Quý I", "Quý II"),
        ("Gạo", 1.5, 2.5),
        ("Chè", 3, 4),
    ):
        sheet.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(name: str, change: bytes | None, *, find: bytes = b"") -> bytes:
    """The good workbook with a part added, or with `find` in a part replaced."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(good())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            content = old.read(part)
            if part == name and find:
                content = content.replace(find, change or b"")
            new.writestr(part, content)
        if not find:
            new.writestr(name, change or b"")
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
BAD = {
    "cut off": (good()[: len(good()) // 2], "damaged|cut short|not a"),
    "a bomb": (
        with_part("xl/media/image1.png", b"\0" * (LARGEST_UNPACKED + 1)),
        "unpacks to far more",
    ),
    "a bomb of a sheet": (
        with_part(SHEET, b"<sheetData>" + b"<row/>" * 3_000_000, find=b"<sheetData>"),
        "unpacks to far more",
    ),
    "entities": (
        with_part(SHEET, b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', find=b"<worksheet"),
        "declares its own XML entities",
    ),
    "a merge over the whole sheet": (
        with_part(
            SHEET,
            b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
            find=b"</sheetData>",
        ),
        "cells are too many",
    ),
    "a part that is no XML": (with_part(SHEET, b"<<<<", find=b"<sheetData>"), "damaged"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_workbook_is_refused(name: str, tmp_path: Path) -> None:
    content, message = BAD[name]
    path = tmp_path / "bad.xlsx"
    path.write_bytes(content)
    begun = time.monotonic()
    with pytest.raises(SolieuError, match=message) as caught:
        read_document(path)
    assert "bad.xlsx" in str(caught.value)
    assert time.monotonic() - begun < 20


def test_entities_in_another_encoding_are_found() -> None:
    hidden = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><worksheet/>'.encode("utf-16")
    with pytest.raises(UnreadableDocument, match="entities"):
        check_archive(with_part("xl/worksheets/sheet2.xml", hidden), Path("bad.xlsx"))


def test_an_encrypted_part_is_named() -> None:
    content = bytearray(good())
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    with pytest.raises(UnreadableDocument, match="encrypted"):
        check_archive(bytes(content), Path("bad.xlsx"))


def test_macros_are_never_run_and_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "annex.xlsm"
    path.write_bytes(with_part("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 Sub Auto_Open()"))
    assert "Gạo | 1,5 | 2,5" in read_document(path).text


def test_a_cell_in_the_last_row_takes_no_time(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "Xuất khẩu năm 2022"
    sheet["XFD1048576"] = 12
    book.save(tmp_path / "far.xlsx")
    begun = time.monotonic()
    assert "12" in read_document(tmp_path / "far.xlsx").text
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("keep", [600, 1500, 4000])
def test_an_old_workbook_cut_off(keep: int, tmp_path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, "Xuất khẩu")
    file = BytesIO()
    book.save(file)
    with pytest.raises(UnreadableDocument, match="damaged"):
        read_workbook(file.getvalue()[:keep], tmp_path / "cut.xls")
