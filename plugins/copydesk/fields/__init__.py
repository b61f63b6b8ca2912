"""The fields of a piece, each read by one module: tiers, bylines, datelines, captions, kind."""
