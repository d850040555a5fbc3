"""Lists of organisations on their way in: columns recognised, rows checked in chunks, decided, written at once."""
