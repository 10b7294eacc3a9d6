"""Readers, one a format: the bytes of a file become a `Document` with the way back to page, box, sheet and cell."""
