"""The kit for a layout room: an issue in its programs' forms, with the photos as they came."""
