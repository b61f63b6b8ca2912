"""The copy desk's command line: `python -m copydesk FILE…`."""

from newsroom.memory import uncollected

with uncollected():  # what is loaded stays: a tenth of the time that loading it takes
    from copydesk.command import app
    from newsroom.usage import run

if __name__ == "__main__":
    run("import", app)
