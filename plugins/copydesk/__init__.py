"""Raw copy of any kind becomes draft items and a record of every change.

The way of the data, folder by folder:

    sources/    a file, a folder or a ZIP → numbered lines with what their format says (`sheet`)
    mending/    characters, lost marks, pinyin, punctuation, lines cut at a measure
    furniture/  what stands round the copy on a page, in a letter or an e-paper goes
    blocks/     what every line and table is, by itself and by its neighbours
    pieces/     where pieces begin, and what becomes of each block of one
    fields/     tiers, bylines, datelines, captions: the parts of a piece
    doubts/     what an editor should look at, line by line
    drafts/     the files that an editor goes on with; `record` shows what was done and why

`desk` goes this way; nothing is changed but through the log of changes (`changes`), so that every
Han character of the raw copy is in an item or under a rule.
"""
