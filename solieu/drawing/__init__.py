"""Drawing: series as pictures for a page, and as a line of blocks for a terminal."""
