"""`python -m frontline` is `frontline`."""

import sys

from frontline.cli import main

sys.exit(main())
