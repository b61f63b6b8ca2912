"""What every block of a copy is: read once, with a reason and a weight, before it is divided."""
