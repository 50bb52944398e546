"""What a message says: contract numbers, language, intent, complaint type, spam."""
