"""Scanned pages: their pictures made upright and clean, read by tesseract, and what is doubtful told."""
