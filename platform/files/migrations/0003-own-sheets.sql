-- How a firm's own sheets are read, as its people confirmed it (列对应): by the fingerprint of their headers.
create table sheet_mapping (
  enterprise_id uuid not null,
  type text not null,
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  part text,
  shift int not null,
  columns jsonb not null,
  by_person uuid not null,
  at timestamptz not null,
  primary key (enterprise_id, type, fingerprint)
);

-- What a firm's own words for units, countries and currencies mean (词语对应): asked once.
create table sheet_word (
  enterprise_id uuid not null,
  list text not null,
  word text not null check (length(word) between 1 and 60),
  code text not null,
  by_person uuid not null,
  at timestamptz not null,
  primary key (enterprise_id, list, word)
);

-- 新手引导. How far a firm has come from its own sheet to its first handbook; one at a time.
create table guided_start (
  enterprise_id uuid primary key,
  -- The import in hand, the draft that came of it, and what the draft held before its parts were merged.
  import_id uuid,
  filing_id uuid,
  merged jsonb,
  step text not null check (step in ('sheet', 'columns', 'words', 'codes', 'merging', 'handbook')),
  by_person uuid not null,
  at timestamptz not null
);
call guard('sheet_mapping', 'sheet_word', 'guided_start');
grant update on sheet_mapping, sheet_word, guided_start to jiamao_app;
