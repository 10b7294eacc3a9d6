"""Where it is kept: the star schema, loading, vintages and corrections."""
