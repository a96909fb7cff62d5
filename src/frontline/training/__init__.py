"""How the language core is trained and exported: scripts, not run at run time (extra `train`)."""
