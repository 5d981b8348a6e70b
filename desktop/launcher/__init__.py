"""Set-up on a fresh machine: the environment, its packages, the system's libraries. Standard library only.

Not part of the installed program: `pip install` and the packaged app bring everything along by themselves.
"""
