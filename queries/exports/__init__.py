"""Exports: the series as files for other programs, each with what its columns mean.

The bytes depend on what is stored and on nothing else: not on the order of ingest, the number of processes or the
version of DuckDB. DuckDB hands over typed rows in the order of all columns; every text is made here.
"""
