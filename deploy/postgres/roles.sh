#!/bin/sh
# Run by PostgreSQL's image when its data folder is new: JARVIS and Evolution get a database and a role each,
# neither of them a superuser. The superuser is left without a password: it comes in through the container's own socket only.
set -eu
psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username=postgres --dbname=postgres \
  --set=jarvis="$POSTGRES_PASSWORD" --set=evolution="$EVOLUTION_POSTGRES_PASSWORD" <<'SQL'
create role jarvis login password :'jarvis';
create role evolution login password :'evolution';
create database jarvis owner jarvis;
create database evolution owner evolution;
revoke connect on database jarvis, evolution from public;
alter role postgres password null;
SQL
