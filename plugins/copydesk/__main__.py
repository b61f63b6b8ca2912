"""The copy desk's command line: `python -m copydesk FILE…`."""

from copydesk.command import app
from newsroom.usage import run

if __name__ == "__main__":
    run("import", app)
