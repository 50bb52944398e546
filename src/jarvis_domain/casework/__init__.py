"""What is followed up: complaints, their escalation to Orange, tickets."""
