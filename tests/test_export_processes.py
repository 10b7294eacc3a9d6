"""The same reports give the same bytes in any format, whatever the process, its hash seed and the order of ingest."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from queries.exports.formats import ExportFormat
from tests.program import ROOT
from tests.reading import framed

SENTENCES = {
    "july.txt": "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ ước đạt 2.895,07 tỷ đồng, tăng 7,16% so tháng trước; "
    "lũy kế 7 tháng ước đạt 18.925,36 tỷ đồng, đạt 49,8% kế hoạch năm.",
    "other.txt": "Chỉ số sản xuất công nghiệp tăng 3,2% so cùng kỳ; giá trị sản xuất công nghiệp ước đạt 1.234,5 tỷ "
    "đồng.",
    "third.txt": "Kim ngạch xuất khẩu ước đạt 35,6 triệu USD, giảm 1,5% so tháng trước.",
}  # fmt: skip

SCRIPT = """
import sys
from pathlib import Path
from queries.exports.formats import ExportFormat
from queries.exports.running import export
from queries.asking import ask
from solieu.drawing.figure import write_picture
from solieu.drawing.reading import make_picture, read_labels
from solieu.ingest import ingest
from store.database import reading

folder, *reports = map(Path, sys.argv[1:])
assert all(outcome.result for outcome in ingest(reports, folder / "a.duckdb"))
question = dict.fromkeys(("province", "product", "measure", "first_day", "last_day"))
with reading(folder / "a.duckdb") as connection:
    export(connection, folder / "out", ExportFormat)
    points = list(ask(connection, "series", {"indicator": "retail_sales", **question}).records())
    for suffix in ("svg", "png"):
        write_picture(make_picture(points, read_labels(connection)), folder / "out" / f"a.{suffix}")
"""


def exported(folder: Path, reports: list[Path], seed: str) -> dict[str, bytes]:
    folder.mkdir()
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), *map(str, reports)],
        check=True,
        cwd=folder,
        env=environment,
    )
    return {path.name: path.read_bytes() for path in (folder / "out").iterdir()}


@pytest.mark.slow
def test_bytes_depend_on_what_is_stored_alone(tmp_path: Path) -> None:
    reports = []
    for name, sentence in SENTENCES.items():
        reports.append(tmp_path / name)
        reports[-1].write_text(framed(sentence)[0], encoding="utf-8")
    first = exported(tmp_path / "one", reports, "0")
    second = exported(tmp_path / "two", [reports[2], reports[0], reports[1]], "4242")
    assert {name for name in first if first[name] != second.get(name)} == set()
    assert first.keys() == second.keys()
    assert len(first) > len(ExportFormat)
    assert b"2895.07" in first["series_monthly.csv"]
