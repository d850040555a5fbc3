"""One verb per module: everything that changes more than one row, or touches the world."""
