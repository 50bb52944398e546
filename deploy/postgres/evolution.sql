-- Evolution API keeps its record in a database of its own on the same server.
create database evolution;
