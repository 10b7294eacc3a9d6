"""`python -m solieu` is `solieu`."""

from solieu.cli import main

main()
