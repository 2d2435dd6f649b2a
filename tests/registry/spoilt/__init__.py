"""Lines of lists as people write them, drawn by rule from invented persons, each labelled with whom it means."""
