"""A workbook without the time at which it was written: a mail that is tried again must be the same mail."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_PROPERTIES = "docProps/core.xml"
_TIME = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def undated(workbook: bytes) -> bytes:
    """The same sheets in the same order, as if written on the first day that the format knows."""
    file = BytesIO()
    with ZipFile(BytesIO(workbook)) as written, ZipFile(file, "w") as package:
        for name in written.namelist():
            content = written.read(name)
            if name == _PROPERTIES:
                content = _TIME.sub(b"1980-01-01T00:00:00Z", content)
            package.writestr(ZipInfo(name), content, compress_type=ZIP_DEFLATED)
    return file.getvalue()
