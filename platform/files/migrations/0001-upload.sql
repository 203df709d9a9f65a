-- What enterprises uploaded, as it came (原始文件): kept once per enterprise under its hash; the bytes lie in the home.
create table upload (
  enterprise_id uuid not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  bytes bigint not null,
  by_person uuid not null,
  at timestamptz not null,
  primary key (enterprise_id, hash)
);
call guard('upload');
