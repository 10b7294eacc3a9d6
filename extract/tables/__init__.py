"""Tables: found in text and sheets, taken apart into heads, stubs and figures, and read like prose is."""
