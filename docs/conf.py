"""How the documentation is built: ``sphinx-build --fail-on-warning docs site``."""

from quoteattr import __version__

project = "quoteattr"
release = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
default_role = "py:obj"
autodoc_typehints = "none"  # signatures have them
autodoc_member_order = "bysource"
napoleon_use_ivar = True
myst_heading_anchors = 3
html_theme = "furo"
html_title = "quoteattr"
html_copy_source = False
html_show_sphinx = False
