"""What the centres hold: events that people come to, who comes, and the office's own meetings and trainings."""
