"""The publication in one script, the published tree, and the Pelican generator between them."""
