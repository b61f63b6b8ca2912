"""An issue set down for others to take away: its bodies with public links, named paragraphs, files.

Stands below the publishers: what feeds, mails, books and the kits for other houses share.
"""
