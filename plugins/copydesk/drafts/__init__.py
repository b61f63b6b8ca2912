"""What the desk gives back: a folder of draft items, and the plain text of an item."""
