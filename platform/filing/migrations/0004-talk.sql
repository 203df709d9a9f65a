-- What the parties to a filing say to each other about it (往来): written once, in order, seen by all who see the filing.
create table talk (
  enterprise_id uuid not null,
  filing_id uuid not null,
  n int not null,
  organisation_id uuid not null,
  person_id uuid not null,
  says text not null,
  business_at timestamptz not null,
  at timestamptz not null,
  primary key (enterprise_id, filing_id, n)
);
call guard('talk');
create policy seen on talk for select to jiamao_app using (stance() = 'party' and enterprise_id = scope() and exists (
  select from sight s where s.enterprise_id = talk.enterprise_id and s.filing_id = talk.filing_id and s.organisation_id = actor()));
