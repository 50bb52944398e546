"""Excel files by openpyxl: written row by row, read only when they are small and plain."""
