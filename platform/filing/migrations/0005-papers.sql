-- Papers attached to a filing (附件). The bytes lie under their hash; what was removed stays known.
create table paper (
  enterprise_id uuid not null,
  id uuid not null,
  filing_id uuid not null,
  name text not null,
  hash text not null,
  bytes bigint not null,
  state text not null check (state in ('receiving', 'kept', 'removed')),
  organisation_id uuid not null,
  person_id uuid not null,
  business_at timestamptz not null,
  at timestamptz not null,
  primary key (enterprise_id, id)
);
call guard('paper');
grant update on paper to jiamao_app;
create index on paper (enterprise_id, filing_id);
-- Invoices and contracts hold more than a narrow view does: they are for those who decide or give an opinion.
create policy seen on paper for select to jiamao_app using (stance() = 'party' and enterprise_id = scope() and state = 'kept' and exists (
  select from sight s where s.enterprise_id = paper.enterprise_id and s.filing_id = paper.filing_id
     and s.organisation_id = actor() and s.does in ('decide', 'opine')));
create policy seen on kept_file for select to jiamao_app using (stance() = 'party' and enterprise_id = scope() and exists (
  select from paper p where p.enterprise_id = kept_file.enterprise_id and p.hash = kept_file.hash));
