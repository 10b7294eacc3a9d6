"""Web pages inside: their encoding, the article among menus and lists of news, its paragraphs, lists and tables."""
