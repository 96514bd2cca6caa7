#!/usr/bin/env python3
"""Seeds of the fuzzers, from the sample county and the texts of the tests: make_seeds.py SAMPLE_FOLDER

Shapefiles are packed as shapefile.cpp unpacks them: flags, four lengths, parts, the .cpg last.
"""
import pathlib
import re
import struct
import sys

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent


def write(target, name, content):
    folder = HERE / "seeds" / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)


def shapefile(shapes, records, header, fields, prj=b"", cpg=b"GBK", flags=31):
    """Points only: a .shp and .shx of `shapes` points, a .dbf of `records`."""
    body = b"".join(struct.pack(">ii", i + 1, 10) + struct.pack("<idd", 1, 116.8 + i, 32.5) for i in range(shapes))
    head = lambda size: struct.pack(">iiiiiii", 9994, 0, 0, 0, 0, 0, size // 2) + struct.pack("<ii8d", 1000, 1, *[0.0] * 8)
    shp = head(100 + len(body)) + body
    shx = head(100 + 8 * shapes) + b"".join(struct.pack(">ii", (100 + 28 * i) // 2, 10) for i in range(shapes))
    descriptors = b"".join(name.ljust(11, b"\0") + kind + b"\0" * 4 + bytes([width, 0]) + b"\0" * 14 for name, kind, width in fields)
    width = 1 + sum(w for _, _, w in fields)
    dbf = struct.pack("<4BIHH20x", 3, 126, 1, 1, header, 33 + len(descriptors), width) + descriptors + b"\r"
    dbf += b"".join(b" " + b"".join(cell.ljust(w)[:w] for cell, (_, _, w) in zip(row, fields)) for row in records) + b"\x1a"
    parts = [shp, shx, dbf, prj]
    return bytes([flags]) + b"".join(struct.pack("<H", len(p)) for p in parts) + b"".join(parts) + cpg


def main(sample):
    for file in sorted((pathlib.Path(sample) / "scenarios").glob("*.toml")):
        write("scenario", file.name, file.read_bytes())
    write("county_toml", "sample.toml", (pathlib.Path(sample) / "county.toml").read_bytes())
    for folder in ("jiaxing", "liechtenstein"):
        write("county_toml", folder + ".toml", (ROOT / "tests/data" / folder / "county.toml").read_bytes())
    tests = (ROOT / "tests/gis/roster_test.cpp").read_text()
    for i, text in enumerate(re.findall(r'R"\((\[county\].*?)\)"', tests, re.S)):
        write("county_toml", f"test{i}.toml", text.encode())
    exported = re.search(r"exported =\n(.*?);", tests, re.S).group(1)
    roster = "".join(re.findall(r'"(.*?)"', exported)).encode().decode("unicode_escape").encode("latin1").decode()
    write("roster", "utf8.csv", roster.encode())
    write("roster", "gbk.csv", roster.encode("gb18030"))
    write("roster", "utf16.csv", roster.encode("utf-16"))
    write("roster", "semicolons.csv", roster.replace(",", ";").encode("utf-8-sig"))
    write("roster", "small.csv", "学校名称,标识码,在校生数,\n,,一年级,二年级\n王庄完小,,40,45\n李集小学,S2,9,11\n".encode())
    fields = [(b"NAME", b"C", 12), (b"RS", b"N", 4)]
    rows = [("王庄小学".encode("gb18030"), b"12"), ("李集小学".encode("gb18030"), b"7")]
    prj = b'GEOGCS["a",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
    write("shapefile", "gbk", shapefile(2, rows, 2, fields, prj))
    write("shapefile", "utf8_undeclared", shapefile(2, [("王庄".encode(), b"1")] * 2, 2, fields, prj, b"", 15))
    write("shapefile", "no_index", shapefile(2, rows, 2, fields, prj, b"GBK", 29))
    write("shapefile", "no_table", shapefile(2, rows, 2, fields, prj, b"GBK", 27))
    write("shapefile", "table_only", shapefile(0, rows, 2, fields, b"", b"GBK", 20))
    write("shapefile", "two_billion", shapefile(2, rows, 0x7FFFFFFF, fields, prj))
    write("shapefile", "counts_differ", shapefile(3, rows, 2, fields, prj))
    write("shapefile", "web_page", shapefile(2, rows, 2, fields, b"<!DOCTYPE html>"))
    write("shapefile", "filtered", shapefile(2, rows, 2, fields, prj, b"GBK", 63))
    write("shapefile", "same_fields", shapefile(2, rows, 2, [(b"NAME", b"C", 12), (b"NAME", b"C", 4)], prj))


main(sys.argv[1])
