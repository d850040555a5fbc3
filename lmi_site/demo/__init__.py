"""Demonstration content: invented news, figures and people that say so, for showing and for trying out the site."""
