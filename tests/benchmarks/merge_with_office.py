"""Merges a list into labels with LibreOffice, for `bench_other_programs.py`; the system's Python.

    python3 merge_with_office.py FOLDER

FOLDER has `people.csv` (Name, Street, Town); `office.pdf` is written into it. Prints the seconds
until LibreOffice listened, and those of the merge.
"""

import subprocess
import sys
import time
from pathlib import Path
from threading import Event
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]

PIPE = "storebook-bench"
PATIENCE_S = 60.0
COLUMNS, ROWS = 3, 10
# In hundredths of a millimeter, as its list of labels has Avery 5160.
PITCH, WIDTH, HEIGHT, LEFT, TOP = 6985, 6668, 2540, 478, 1270
FIELDS = ("Name", "Street", "Town")


def value(name: str, what: Any) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, what
    return made


def connect() -> Any:
    """The context of the office, once it listens."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() > end:
                raise
            Event().wait(0.05)


def register(context: Any, folder: Path) -> str:
    """Make the list known as a source of data."""
    databases = context.ServiceManager.createInstance("com.sun.star.sdb.DatabaseContext")
    source = databases.createInstance()
    source.URL = f"sdbc:flat:{folder.as_uri()}"
    source.Info = (
        value("Extension", "csv"),
        value("HeaderLine", True),
        value("FieldDelimiter", ","),
        value("StringDelimiter", '"'),
        value("CharSet", "UTF-8"),
    )
    store = (folder / "people.odb").as_uri()
    source.DatabaseDocument.storeAsURL(store, ())
    name = "storebook-bench"
    if databases.hasByName(name):
        databases.revokeObject(name)
    databases.registerObject(name, databases.getByName(store))
    return name


def write_labels(context: Any, folder: Path, source: str) -> str:
    """The document of one sheet: a frame for each label, "next record" between them."""
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    document = desktop.loadComponentFromURL(
        "private:factory/swriter", "_blank", 0, (value("Hidden", True),)
    )
    style = document.StyleFamilies.getByName("PageStyles").getByName("Standard")
    style.Width, style.Height = 21590, 27940
    style.LeftMargin = style.RightMargin = LEFT
    style.TopMargin = style.BottomMargin = TOP
    for place in range(COLUMNS * ROWS):
        add_label(document, source, place)
    path = (folder / "labels.odt").as_uri()
    document.storeAsURL(path, ())
    document.close(True)
    return path


def add_label(document: Any, source: str, place: int) -> None:
    row, column = divmod(place, COLUMNS)
    frame = document.createInstance("com.sun.star.text.TextFrame")
    frame.setSize(size_of(WIDTH, HEIGHT))
    text = document.Text
    text.insertTextContent(text.createTextCursor(), frame, False)
    frame.HoriOrient = frame.VertOrient = 0
    frame.HoriOrientRelation = frame.VertOrientRelation = 7  # of the page
    frame.HoriOrientPosition = LEFT + column * PITCH
    frame.VertOrientPosition = TOP + row * HEIGHT
    inside = frame.createTextCursor()
    for number, name in enumerate(FIELDS):
        frame.insertTextContent(inside, field_of(document, source, name), False)
        if number < len(FIELDS) - 1:
            frame.insertControlCharacter(inside, 0, False)
    if place < COLUMNS * ROWS - 1:
        following = document.createInstance("com.sun.star.text.textfield.DatabaseNextSet")
        following.DataBaseName, following.DataTableName = source, "people"
        following.DataCommandType, following.Condition = 0, "TRUE"
        frame.insertTextContent(inside, following, False)


def size_of(width: int, height: int) -> Any:
    size = uno.createUnoStruct("com.sun.star.awt.Size")
    size.Width, size.Height = width, height
    return size


def field_of(document: Any, source: str, name: str) -> Any:
    master = document.createInstance("com.sun.star.text.fieldmaster.Database")
    master.DataBaseName, master.DataTableName = source, "people"
    master.DataCommandType, master.DataColumnName = 0, name
    made = document.createInstance("com.sun.star.text.textfield.Database")
    made.attachTextFieldMaster(master)
    return made


def merge(context: Any, folder: Path, source: str, document: str) -> float:
    """Into one PDF; the seconds of it."""
    work = context.ServiceManager.createInstance("com.sun.star.text.MailMerge")
    work.DataSourceName, work.CommandType, work.Command = source, 0, "people"
    work.DocumentURL, work.OutputType = document, 2
    work.OutputURL, work.FileNamePrefix = folder.as_uri(), "office"
    work.SaveAsSingleFile, work.SaveFilter = True, "writer_pdf_Export"
    start = time.perf_counter()
    work.execute(())
    return time.perf_counter() - start


def main() -> None:
    folder = Path(sys.argv[1])
    profile = (folder / "profile").as_uri()
    start = time.perf_counter()
    office = subprocess.Popen(
        [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--norestore",
            f"--accept=pipe,name={PIPE};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        context = connect()
        started = time.perf_counter() - start
        source = register(context, folder)
        merged = merge(context, folder, source, write_labels(context, folder, source))
        sys.stdout.write(f"{started:.3f} {merged:.3f}\n")
        context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context
        ).terminate()
    finally:
        office.terminate()
        office.wait(PATIENCE_S)


if __name__ == "__main__":
    main()
