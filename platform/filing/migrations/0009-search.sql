/* What a search finds, and by which beginnings. A search under row security can use an index only through leakproof
   operators: LIKE and trigrams are none, comparisons of text are. So every place at which a searcher may begin is a term
   of its own, and a search is a range of terms: of its viewer first, which is what that viewer may see. */
create table search_document (
  enterprise_id uuid not null,
  kind text not null,
  key text not null,
  revision bigint not null,
  title jsonb not null,
  note text not null,
  path text not null,
  -- All that was indexed, in one comparable text: for the further words of a search.
  words text not null,
  viewers uuid[] not null,
  at timestamptz not null,
  primary key (enterprise_id, kind, key)
);
create table search_term (
  enterprise_id uuid not null,
  kind text not null,
  key text not null,
  viewer_id uuid not null,
  term text collate "C" not null,
  primary key (enterprise_id, kind, key, viewer_id, term)
);
create index on search_term (viewer_id, term, enterprise_id, kind, key);
-- Up to where an enterprise's filings are in the index, and when that was looked at last.
create table search_cursor (
  enterprise_id uuid not null primary key,
  done_at timestamptz not null,
  checked_at timestamptz not null
);
call guard('search_document', 'search_term', 'search_cursor');
grant update on search_document, search_cursor to jiamao_app;
create policy seen on search_document for select to jiamao_app using (stance() = 'party' and actor() = any (viewers));
/* A term belongs to its viewer, and one comparison says so: with a second policy beside it the planner joins two indexes and
   reads a whole range, 70,000 terms of a common beginning, where the first 400 are asked for. Terms are only added: what a
   document no longer has is not found by them, because its words are compared as well. */
drop policy own on search_term;
create policy mine on search_term for select to jiamao_app using (viewer_id = actor());
create policy indexed on search_term for insert to jiamao_app with check (enterprise_id = scope() and stance() = 'engine');
create index on search_document (enterprise_id, at desc);

-- The carrier learns which enterprise changed since it was looked at, and nothing of what changed.
grant select (enterprise_id, updated_at) on filing to jiamao_worker;
grant select on search_cursor to jiamao_worker;
create policy changes on filing for select to jiamao_worker using (true);
create policy changes on search_cursor for select to jiamao_worker using (true);
