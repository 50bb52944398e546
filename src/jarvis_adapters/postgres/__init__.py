"""The record and the job engine on PostgreSQL, embedded or not."""
