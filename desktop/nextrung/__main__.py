"""`python -m nextrung` is the command `nextrung`."""

from nextrung.cli import main

raise SystemExit(main())
