-- 电子签名: who signed which version of a filing, when, by which means, what was shown, and its hash. Written once.
create table signature (
  enterprise_id uuid not null,
  filing_id uuid not null,
  version int not null,
  statement jsonb not null,
  hash bytea not null,
  means text not null,
  signer_id uuid not null,
  signer_name text not null,
  organisation_id uuid not null,
  business_at timestamptz not null,
  at timestamptz not null,
  primary key (enterprise_id, filing_id, version)
);
call guard('signature');
create policy seen on signature for select to jiamao_app using (stance() = 'party' and enterprise_id = scope() and exists (
  select from sight s where s.enterprise_id = signature.enterprise_id and s.filing_id = signature.filing_id and s.organisation_id = actor()));
-- What the holder of a mandate reads of the enterprise: signatures of the filings that it reads.
drop policy alone on signature;
create policy alone on signature as restrictive for all to jiamao_app using (
  stance() <> 'owner' or scope() = actor() or exists (
    select from filing f where f.enterprise_id = signature.enterprise_id and f.id = signature.filing_id));

-- 待补签: filed first, to be countersigned by then. On the filing, because other parties see it and not the firm's tasks.
alter table filing add column countersign_by timestamptz;
