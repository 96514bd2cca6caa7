"""Are the totals that the workbook holds those that its formulas give?

recompute_workbook.py PROGRAM FOLDER: PROGRAM writes a workbook; every remembered value of a formula is set to
-1, LibreOffice recalculates all of them, and each must come back as the program wrote it. 77: LibreOffice is missing.
"""
import os
import re
import shutil
import subprocess
import sys
import zipfile
from xml.etree import ElementTree

MAIN = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
# Recalculate every formula on load; the default trusts the values in the file.
SETTINGS = '''<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>
'''


def sheets_of(book):
    names = re.findall(r'<sheet name="([^"]+)"', book.read('xl/workbook.xml').decode())
    return {name: f'xl/worksheets/sheet{i + 1}.xml' for i, name in enumerate(names)}


def cells_of(file, only_formulas):
    result = {}
    with zipfile.ZipFile(file) as book:
        for name, path in sheets_of(book).items():
            for cell in ElementTree.fromstring(book.read(path)).iter(MAIN + 'c'):
                value, formula = cell.find(MAIN + 'v'), cell.find(MAIN + 'f')
                if value is None or (only_formulas and formula is None):
                    continue
                result[name, cell.get('r')] = (value.text, cell.get('t'), formula.text if formula is not None else '')
    return result


def forget(source, target):
    """The same workbook with -1 in place of every remembered value."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, 'w', zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = old.read(item.filename)
            if item.filename.startswith('xl/worksheets/sheet'):
                content = re.sub(rb'(</f><v>)[^<]*(</v>)', rb'\g<1>-1\g<2>', content)
            new.writestr(item, content)


def recalculated(office, file, folder):
    profile = os.path.join(folder, 'profile')
    os.makedirs(os.path.join(profile, 'user'), exist_ok=True)
    with open(os.path.join(profile, 'user', 'registrymodifications.xcu'), 'w') as settings:
        settings.write(SETTINGS)
    out = os.path.join(folder, 'recalculated')
    subprocess.run([office, f'-env:UserInstallation=file://{os.path.abspath(profile)}', '--headless', '--convert-to',
                    'xlsx:Calc MS Excel 2007 XML', '--outdir', out, file], check=True, timeout=100,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return os.path.join(out, os.path.basename(file))


def main(program, folder):
    office = shutil.which('soffice') or shutil.which('libreoffice')
    if not office:
        print('skipped: LibreOffice is not installed')
        return 77
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    written, blank = os.path.join(folder, 'written.xlsx'), os.path.join(folder, 'tables.xlsx')
    subprocess.run([program, written], check=True)
    forget(written, blank)
    ours = cells_of(written, True)
    theirs = cells_of(recalculated(office, blank, folder), False)
    faults, counts = [], {}
    for place, (value, _, formula) in ours.items():
        counts[place[0]] = counts.get(place[0], 0) + 1
        found, kind, _ = theirs.get(place, ('nothing', None, ''))
        good = kind not in ('e', 'str', 's') and found != 'nothing' and abs(float(found) - float(value)) < 0.0051
        if not good:
            faults.append(f'{place[0]}!{place[1]}: we wrote {value}, recomputed {found}: {formula}')
    print('formulas by sheet:', counts)
    print('\n'.join(faults[:20]))
    # The bill's four sheets are all there, with their formulas.
    missing = [name for name in ('Whole bill', 'Present value', 'Bill of each closure', 'Closure bills, lines') if counts.get(name, 0) < 10]
    if missing:
        print('too few formulas in', missing)
    return 1 if faults or missing else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1], sys.argv[2]))
