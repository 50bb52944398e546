"""What is answered: statuses, templates, the conversation, the bilingual reply."""
