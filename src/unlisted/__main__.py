"""`python -m unlisted` does what `unlisted` does."""

from unlisted.cli import main

if __name__ == "__main__":
    main()
