"""Tables of old encodings, of the fonts that carry them, and of Vietnamese syllables; CSV, a source for each row."""
