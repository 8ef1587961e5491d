"""Two to four roles side by side. Pure: frozen facts in, frozen results out."""
