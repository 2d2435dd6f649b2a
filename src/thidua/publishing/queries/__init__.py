"""What may be read of articles, comments, letters, exemplary people, prices and weather."""
