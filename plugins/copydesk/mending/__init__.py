"""Mending: one kind of damage a file, each rule with its guard against harm."""
