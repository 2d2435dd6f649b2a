"""What the public reads: articles, comments, exemplary people, letters of citizens, prices and weather."""
