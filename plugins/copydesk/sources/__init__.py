"""Files of every kind as raw copy: one format a file."""
