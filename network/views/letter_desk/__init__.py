"""The desk of the official letters: what staff see of them and do with them."""
