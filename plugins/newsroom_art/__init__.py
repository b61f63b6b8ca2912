"""The illustrations of the sample publication, drawn from numbers alone."""
