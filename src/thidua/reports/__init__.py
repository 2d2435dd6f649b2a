"""Read-only statistics: the season's figures beside the article's, the draft article."""
