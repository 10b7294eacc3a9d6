"""Printed pages, whatever they were read with: words with their boxes become a transcription with the way back."""
