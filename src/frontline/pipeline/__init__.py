"""The order of the stages: reports in, claims out. One readable function, shared by everything above."""
