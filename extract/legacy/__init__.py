"""Vietnamese encodings from before Unicode: what a font's bytes stand for, and telling them in a text by themselves.

No file says in which of them it is. In PDF, Word and workbooks the font tells it (`fonts`), in plain text only the
words do (`detection`). Both lead back: each character knows where in what was given it comes from.
"""
