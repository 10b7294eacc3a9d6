"""The formats of an export; apart, so that the command line can name them without importing anything heavy."""

from enum import StrEnum


class ExportFormat(StrEnum):
    """What an export writes."""

    CSV = "csv"
    WIDE = "wide"
    PARQUET = "parquet"
    SDMX = "sdmx"
    DATAPACKAGE = "datapackage"
    XLSX = "xlsx"
