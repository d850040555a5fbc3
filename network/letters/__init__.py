"""Official letters: what one says (compose), what is wrong with it (checks), and how it looks on paper (paper)."""
