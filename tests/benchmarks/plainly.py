"""To be imported before anything of the window: modules are loaded as the program loads them.

Without it PySide keeps the source of each module that is loaded after it, some 10 MB of lines.
"""

from storebook.gui.plain_imports import import_plainly

import_plainly()
