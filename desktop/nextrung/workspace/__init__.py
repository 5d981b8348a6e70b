"""What a person can do: the use cases that the screens and the command line call."""

from nextrung.scoring.match import fitting_role
from nextrung.workspace.assessment import Assessment
from nextrung.workspace.lookups import find_role, read_answers_file
from nextrung.workspace.workspace import Workspace

__all__ = ["Assessment", "Workspace", "find_role", "fitting_role", "read_answers_file"]
