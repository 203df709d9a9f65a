-- Papers that lie in the home, kept once per enterprise under their hash (原件).
create table kept_file (
  enterprise_id uuid not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  bytes bigint not null,
  type text not null,
  scan text not null check (scan in ('clean', 'unscanned')),
  at timestamptz not null,
  primary key (enterprise_id, hash)
);
call guard('kept_file');
