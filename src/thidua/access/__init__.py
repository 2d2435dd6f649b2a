"""Users, grants, the one capability table and the answer to may I."""
