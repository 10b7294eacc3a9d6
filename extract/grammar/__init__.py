"""The grammar of statements, one subject a module; `extract.statements` is its entry."""
