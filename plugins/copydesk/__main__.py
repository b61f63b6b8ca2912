"""The copy desk's command line: `python -m copydesk FILE…`."""

from copydesk.command import app

if __name__ == "__main__":
    app()
