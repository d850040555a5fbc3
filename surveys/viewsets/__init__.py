"""How the questionnaires' screens stand in the admin."""
