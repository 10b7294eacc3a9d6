"""What is printed: read a file, heal its text, find and read numbers and statements."""
