"""thidua: emulation and commendation work of a public authority, from the launch to the certificate."""
