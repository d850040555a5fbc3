"""What a new site is founded with: its pages in Thai and English, its groups, its approval. Values only."""
