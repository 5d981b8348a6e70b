"""Set-up on a fresh machine: the environment, its packages, the system's libraries. Standard library only.

Not part of the installed program: `pip install` and the packaged app bring everything along by themselves.
"""

OWN_MODULES = ("-P",)
"""For a Python that runs a module by name: the folder it is started in may hold a venv.py or a pip.py of its own."""
