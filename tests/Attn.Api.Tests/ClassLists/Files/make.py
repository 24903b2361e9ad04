"""Writes the files beside it from class-list.fods, by LibreOffice. Run: /usr/bin/python3 make.py (needs libreoffice-calc-nogui, python3-uno)."""

import os
import subprocess
import time

import uno
from com.sun.star.beans import NamedValue, PropertyValue

FOLDER = os.path.dirname(os.path.abspath(__file__))
CSV = "59,34,{charset},1,,0,false,true,false,false,false,3"  # ; " charset, from line 1, third sheet
PASSWORD = uno.Any("[]com.sun.star.beans.NamedValue", (NamedValue("CryptoType", "Standard"), NamedValue("OOXPassword", "secret")))
FILES = [
    ("class-list.xlsx", {"FilterName": "Calc MS Excel 2007 XML"}),
    ("class-list.xls", {"FilterName": "MS Excel 97"}),
    ("class-list.ods", {"FilterName": "calc8"}),
    ("class-list.html", {"FilterName": "HTML (StarCalc)"}),
    ("class-list-2003.xml", {"FilterName": "MS Excel 2003 XML"}),
    ("class-list-utf-8.csv", {"FilterName": "Text - txt - csv (StarCalc)", "FilterOptions": CSV.format(charset=76)}),
    ("class-list-windows-1254.csv", {"FilterName": "Text - txt - csv (StarCalc)", "FilterOptions": CSV.format(charset=36)}),
    ("class-list-password.xlsx", {"FilterName": "Calc MS Excel 2007 XML", "EncryptionData": PASSWORD}),
    ("class-list-password.xls", {"FilterName": "MS Excel 97", "Password": "secret"}),
]


def properties(values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def connect():
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(120):
        try:
            return resolver.resolve("uno:pipe,name=class-list;urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer.")


office = subprocess.Popen(["soffice", "--headless", "--norestore", "--accept=pipe,name=class-list;urp;"])
context = connect()
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
for name, values in FILES:
    document = desktop.loadComponentFromURL(f"file://{FOLDER}/class-list.fods", "_blank", 0, properties({"Hidden": True}))
    document.calculateAll()
    try:
        document.storeToURL(f"file://{FOLDER}/{name}", properties(values))
    except Exception as refusal:
        print(name, refusal)
    document.close(True)
desktop.terminate()
office.wait(30)
