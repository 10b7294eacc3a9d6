"""The front door: the command line, and the whole flow from file to tables."""
