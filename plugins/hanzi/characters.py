"""What a Han character is."""

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Han characters, for use inside a regular expression's brackets."""
