create index on outbox (receiver, enterprise_id);

/* A link (I1.1): an ordered pair of parties on one shard. Its row is the sequencer's lock, never a session lock (scale
   rule 5). Like `raw` and `address` it belongs to the carrier, not to an enterprise. */
create table link (
  id text primary key,
  from_id uuid not null,
  to_id uuid not null,
  seq bigint not null check (seq >= 0),
  at timestamptz not null
);
grant select, insert, update on link to jiamao_worker;

-- The order of one document on one link (I2.3): the last number given, the last fencing token, and what stopped it.
create table lane (
  enterprise_id uuid not null,
  link text not null,
  key text not null,
  key_seq int not null,
  fence int not null,
  stopped_by uuid,
  primary key (enterprise_id, link, key)
);

-- What we send, in its state (I6). The bytes are `payload`, immutable; attempts are here, outside the envelope.
create table message (
  enterprise_id uuid not null,
  id uuid not null,
  link text not null,
  seq bigint not null,
  key text not null,
  key_seq int not null,
  type text not null,
  schema text not null,
  version int not null,
  cause uuid,
  conversation uuid not null,
  after uuid[] not null check (cardinality(after) <= 32),
  purpose text not null,
  class smallint not null,
  not_before timestamptz,
  deadline timestamptz,
  content_hash bytea not null,
  account text not null,           -- the other end's client that carries this enterprise's messages; empty where there is none
  state text not null,
  attempt int not null,            -- the number under which it travels
  failures int not null,           -- transient, in a row
  returns int not null,            -- came back, or was lost from sight (I6 9, 10)
  refusals int not null,           -- not taken in (I6 13)
  first text check (first = 'probe'),
  fence int not null,              -- token of its last lease
  level text,                      -- highest receipt so far, and its own date (I10)
  level_at timestamptz,
  next_at timestamptz not null,
  late_at timestamptz not null,    -- not sent by then, it also shows on the operator's desk (I7.1)
  owner text,
  due_at timestamptz,
  escalations int not null,
  why text,
  detail text,
  left_at timestamptz,             -- first time that it may have left
  delivered_at timestamptz,
  at timestamptz not null,
  changed_at timestamptz not null,
  primary key (enterprise_id, id),
  unique (enterprise_id, link, seq),
  unique (enterprise_id, link, key, key_seq),
  constraint message_state check (state in
    ('queued', 'leased', 'sent', 'delivered', 'inReview', 'parked', 'accepted', 'rejected', 'cancelled', 'superseded')),
  -- I6.2: everything open has an owner and a due time.
  constraint message_owned check (state in ('accepted', 'rejected', 'cancelled', 'superseded')
    or (owner is not null and due_at is not null))
) with (fillfactor = 80);
create index on message (link, class, seq) where state = 'queued';
create index on message (link, due_at) where state not in ('accepted', 'rejected', 'cancelled', 'superseded');
create index on message (enterprise_id, conversation);

-- What came in, parsed, of a known enterprise: keyed by the sender's own number, so that it takes effect once (I4.1).
create table inbox (
  enterprise_id uuid not null,
  sender uuid not null,
  message_id text not null,
  id uuid not null,
  link text not null,
  seq bigint not null,
  about uuid not null,             -- our message that it answers
  key text not null,
  content_hash bytea not null,
  receipt jsonb not null,
  state text not null,
  failures int not null,
  next_at timestamptz not null,
  owner text,
  due_at timestamptz,
  escalations int not null,
  why text,
  detail text,
  at timestamptz not null,
  changed_at timestamptz not null,
  primary key (enterprise_id, sender, message_id),
  unique (enterprise_id, id),
  constraint inbox_state check (state in ('stored', 'applied', 'refused', 'parked', 'dismissed')),
  constraint inbox_owned check (state in ('applied', 'refused', 'dismissed') or (owner is not null and due_at is not null))
);
create index on inbox (link, next_at) where state = 'stored';
create index on inbox (link, due_at) where state in ('stored', 'parked');
create index on inbox (enterprise_id, about);

-- Every transition of both (I6.1): which row of the table, when, why, by whom, and the hash of the evidence.
create table message_event (
  enterprise_id uuid not null,
  message_id uuid not null,
  n int not null,
  no int not null,
  event text not null,
  from_state text not null,
  to_state text not null,
  why text,
  detail text,
  organisation_id uuid,
  person_id uuid,
  evidence bytea,
  at timestamptz not null,
  primary key (enterprise_id, message_id, n)
);

-- Bytes as they came, before anybody knows whose they are (I4.1). Same id and hash: counted. Other hash: quarantine.
create table raw (
  link text not null,
  id text not null,
  seq bigint not null,
  account text not null,
  place text not null,             -- where the connector found it
  name text not null,
  bytes bytea not null,
  content_hash bytea not null,
  seen int not null,
  returned text,                   -- one of ours that came back: its base name
  state text not null,
  receipt jsonb,
  faults jsonb,
  enterprise_id uuid,              -- once it is in the inbox
  inbox_id uuid,
  owner text,
  due_at timestamptz,
  escalations int not null,
  why text,
  detail text,
  organisation_id uuid,            -- who dismissed it
  person_id uuid,
  at timestamptz not null,
  changed_at timestamptz not null,
  primary key (link, id),
  constraint raw_state check (state in ('raw', 'stored', 'duplicate', 'parked', 'dismissed')),
  constraint raw_owned check (state in ('duplicate', 'dismissed') or inbox_id is not null
    or (owner is not null and due_at is not null))
);
create index on raw (link, seq) where state in ('raw', 'stored', 'parked') and inbox_id is null;
create index on raw (link, account, place);
create index on raw (link, account) where state = 'parked' and why = 'unreadable';
grant select, insert, update on raw to jiamao_worker;

-- Names and numbers by which receipts speak of our messages: base name, own number, numbers that the other end gave.
create table address (
  party uuid not null,
  kind text not null check (kind in ('baseName', 'ownNumber', 'number')),
  value text not null,
  account text not null,
  enterprise_id uuid not null,
  message_id uuid not null,
  at timestamptz not null,
  primary key (party, kind, value, account, message_id)
);

call guard('lane', 'message', 'message_event', 'inbox', 'address');
grant update on lane, message, inbox to jiamao_app;
grant update (ordinal), delete on outbox to jiamao_app;  -- a filer takes back what the sequencer has not seen yet; to lock asks for update
create policy carry on lane for all to jiamao_worker using (true) with check (true);
create policy carry on message for all to jiamao_worker using (true) with check (true);
create policy carry on message_event for all to jiamao_worker using (true) with check (true);
create policy carry on inbox for all to jiamao_worker using (true) with check (true);
create policy carry on address for all to jiamao_worker using (true) with check (true);
grant select, insert, update on lane, message, inbox to jiamao_worker;
grant select, insert on message_event, address to jiamao_worker;
