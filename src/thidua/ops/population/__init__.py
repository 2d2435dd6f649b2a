"""An invented population for load tests and benches: nobody in it exists."""
