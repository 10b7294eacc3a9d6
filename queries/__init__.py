"""What can be asked: SQL views, checks and exports."""
