"""The ground floor: errors, time, distance and language, without any framework."""
