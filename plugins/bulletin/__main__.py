"""`python -m bulletin`, where the command itself is not on the path."""

from bulletin.command import main

if __name__ == "__main__":
    main()
