"""`python -m multivector` is the command line."""

import sys

from multivector.cli import main

if __name__ == "__main__":
    sys.exit(main())
