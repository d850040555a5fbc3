"""Screens: they speak, and leave acting to the actions."""
