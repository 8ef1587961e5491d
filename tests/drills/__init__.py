"""Failure drills: real processes, real faults, and figures of what was lost."""
