"""Old encodings, a file each: the bytes of a letter in hexadecimal, and the letter."""
