"""What the editor wrote: the model, its reading, its checks and the store of parsed results."""
