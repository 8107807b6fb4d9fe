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


def make_old_workbook(sheets: Sequence[tuple[str, bool, Mapping[tuple[int, int], float | str]]]) -> bytes:
    """Return an xls (BIFF8) of these sheets (name, hidden, cells from 0); a number above 40000 is shown as a date."""

    def record(kind: int, content: bytes) -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    def wide(text: str, length: str) -> bytes:
        return struct.pack(length, len(text)) + b"\1" + text.encode("utf-16-le")

    def begin(kind: int) -> bytes:
        return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6))

    bodies = []
    for _, _, cells in sheets:
        body = begin(0x10)
        for (row, column), value in sorted(cells.items()):
            if isinstance(value, str):
                body += record(0x204, struct.pack("<HHH", row, column, 0) + wide(value, "<H"))
            else:
                body += record(0x203, struct.pack("<HHHd", row, column, int(value > 40_000), value))
        bodies.append(body + record(0x0A, b""))
    styles = record(0x42, struct.pack("<H", 1200)) + b"".join(
        record(0xE0, struct.pack("<HHH", 0, number, 0) + bytes(14)) for number in (0, 14)
    )
    names = [wide(name, "<B") for name, _, _ in sheets]
    at = len(begin(5)) + len(styles) + sum(10 + len(name) for name in names) + 4
    stream = begin(5) + styles
    for (_, hidden, _), name, body in zip(sheets, names, bodies, strict=True):
        stream += record(0x85, struct.pack("<IBB", at, hidden, 0) + name)
        at += len(body)
    return make_compound("Workbook", stream + record(0x0A, b"") + b"".join(bodies))


def make_compound(name: str, stream: bytes) -> bytes:
    """Return a compound file that holds one stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    count = len(stream) // 512

    def entry(title: str, kind: int, child: int, start: int, size: int) -> bytes:
        raw = title.encode("utf-16-le") + b"\0\0"
        nobody = 0xFFFFFFFF
        return (
            raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, nobody, nobody, child)
            + bytes(36) + struct.pack("<IQ", start, size)
        )  # fmt: skip

    folder = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry(name, 2, 0xFFFFFFFF, 2, len(stream)) + bytes(256)
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + count), 0xFFFFFFFE]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
        + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<I", 0)
    )  # fmt: skip
    return head.ljust(512, b"\xff") + table + folder + stream
