"""Records of persons as they change: corrections, two records of one person, transfers."""
