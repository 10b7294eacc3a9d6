"""Word files inside: the parts of the package, styles, automatic numbers, and the flow of paragraphs and tables."""
