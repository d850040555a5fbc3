"""How a value that may not be published stands in a content, and how it is printed. Values only."""

HIDDEN = "hidden"
LESS = "<5"
