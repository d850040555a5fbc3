"""Official letters as they are kept: the office that writes, ready texts, the register, and the life of each letter."""
