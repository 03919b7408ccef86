-- Two things that take a person's time for certain never overlap, however many ask at once. Drizzle has no words for it.
alter table "occupancies" add constraint "occupancies_hard" exclude using gist ("person_id" with =, "during" with &&) where ("hard");
