-- Intent to send, written in the transaction of the business change (I3.1); the sequencer makes a message of it.
create table outbox (
  enterprise_id uuid not null,
  id uuid not null,
  receiver uuid not null,
  type text not null,
  schema text not null,
  key text not null,
  version int not null,
  cause uuid,
  conversation uuid not null,
  after uuid[] not null,
  purpose text not null,
  class smallint not null,
  not_before timestamptz,
  deadline timestamptz,
  content_hash bytea not null,
  at timestamptz not null,
  ordinal int not null,  -- rows of one transaction have one moment; among them this is the order
  primary key (enterprise_id, id)
);
-- The bytes as they go over the wire, the same at every attempt; the salt keeps their hash from being guessed (I15.1).
create table payload (
  enterprise_id uuid not null,
  id uuid not null,
  name text not null,
  bytes bytea not null,
  salt bytea not null,
  primary key (enterprise_id, id)
);
call guard('outbox', 'payload');
create policy carry on outbox for all to jiamao_worker using (true) with check (true);
create policy carry on payload for select to jiamao_worker using (true);
grant select, update, delete on outbox to jiamao_worker;  -- SKIP LOCKED asks for update
grant select on payload to jiamao_worker;
