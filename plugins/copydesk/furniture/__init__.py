"""What stands round a story and is no part of it."""
