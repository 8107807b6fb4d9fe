"""Office files, PDFs and archives made by hand, whole and broken, as bytes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def make_zip(members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive of the members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def make_word(body: str, head: str = HEAD) -> bytes:
    """Return a docx with this body in the language of Word."""
    return make_zip({"word/document.xml": f"{head}<w:document {WORD}><w:body>{body}</w:body></w:document>"})


def paragraph(text: str) -> str:
    """Return a paragraph of one run."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return a table; a cell that begins with "<" is taken as it is."""
    cells = ("".join(c if c.startswith("<") else f"<w:tc>{paragraph(c)}</w:tc>" for c in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def make_workbook(
    rows: str, *, strings: Sequence[str] = (), formats: Sequence[str] = (), calculation: str = "", book: str = "",
    head: str = HEAD,
) -> bytes:  # fmt: skip
    """Return an xlsx of one sheet with these rows; format n is the cell style n + 1."""
    codes = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="{code}"/>' for n, code in enumerate(formats))
    styles = "".join(f'<xf numFmtId="{164 + n}"/>' for n in range(len(formats)))
    shared = "".join(string if string.startswith("<") else f"<si><t>{string}</t></si>" for string in strings)
    return make_zip(
        {
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{RELATION}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
            f'<Relationship Id="r1" Type="{RELATION}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="r2" Type="{RELATION}/sharedStrings" Target="sharedStrings.xml"/>'
            f'<Relationship Id="r3" Type="{RELATION}/styles" Target="styles.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook {SHEET} xmlns:r="{RELATION}">{book}<sheets><sheet name="台账" sheetId="1"'
            f' r:id="r1"/></sheets>{calculation}</workbook>',
            "xl/sharedStrings.xml": f"<sst {SHEET}>{shared}</sst>",
            "xl/styles.xml": f'<styleSheet {SHEET}><numFmts>{codes}</numFmts><cellXfs><xf numFmtId="0"/>{styles}'
            "</cellXfs></styleSheet>",
            "xl/worksheets/sheet1.xml": f"{head}<worksheet {SHEET}><sheetData>{rows}</sheetData></worksheet>",
        }
    )


def make_pdf(pages: Sequence[Sequence[tuple[float, float, str]]], *, extra: str = "") -> bytes:
    """Return a PDF with these lines (left, bottom, text) in 12 points, each character 12 points wide.

    The font is one of those that every reader has; `extra` stands before the text of each page.
    """
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{6 + 2 * n} 0 R' for n in range(len(pages)))}]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/FontDescriptor 5 0 R"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/Ascent 880/Descent -120/CapHeight 880/ItalicAngle 0"
        "/StemV 93/FontBBox[-25 -254 1000 880]>>",
    ]
    for lines in pages:
        shown = "".join(
            f"BT /F 12 Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n" for x, y, text in lines
        )  # fmt: skip
        stream = f"{extra}{shown}"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents "
            f"{len(objects) + 2} 0 R>>"
        )
        objects.append(f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream")
    return assemble_pdf(objects)


def assemble_pdf(objects: Sequence[str | bytes], trailer: str = "/Root 1 0 R") -> bytes:
    """Return a file of these objects, numbered from 1, with a table that finds them."""
    data = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        raw = content if isinstance(content, bytes) else content.encode("latin-1")
        data += b"%d 0 obj\n%s\nendobj\n" % (number, raw)
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += f"trailer\n<</Size {len(objects) + 1}{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(data)


def make_scan(shade: int = 128) -> bytes:
    """Return a PDF of one page that is a grey picture."""
    picture = zlib.compress(bytes([shade]) * 64 * 64)
    content = b"q 595 0 0 842 0 0 cm /I Do Q"
    return assemble_pdf(
        [
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>",
            b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content),
            b"<</Type/XObject/Subtype/Image/Width 64/Height 64/ColorSpace/DeviceGray/BitsPerComponent 8/Filter"
            b"/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(picture), picture),
        ]
    )  # fmt: skip


def forge_sizes(data: bytes, name: str, declared: int) -> bytes:
    """Return the archive with another size in the directory and in the head of a member."""
    raw = name.encode()
    forged = bytearray(data)
    for mark, size_at, name_at in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        at = forged.find(mark)
        while at >= 0:
            if forged[at + name_at : at + name_at + len(raw)] == raw:
                forged[at + size_at : at + size_at + 4] = struct.pack("<I", declared)
            at = forged.find(mark, at + 4)
    return bytes(forged)


def make_bomb(name: str, size: int, before: bytes = b"", after: bytes = b"", filler: bytes = b" ") -> bytes:
    """Return an archive with one member of about that size, made of one piece over and over and never held."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w", force_zip64=True) as out,
    ):
        out.write(before)
        block = filler * ((1 << 20) // len(filler))
        for _ in range(size >> 20):
            out.write(block)
        out.write(filler * ((size & 0xFFFFF) // len(filler)))
        out.write(after)
    return buffer.getvalue()
