/* 草稿的改动. How each save of a draft is taken back, so that what two people began with can be found again when they meet.
   A save too large to be kept is a row without its way back. Names stand as they were. */
create table draft_edit (
  enterprise_id uuid not null,
  filing_id uuid not null,
  revision int not null,
  person_id uuid not null,
  person_name text not null,
  organisation_id uuid not null,
  back jsonb,
  at timestamptz not null,
  primary key (enterprise_id, filing_id, revision)
);
call guard('draft_edit');
grant delete on draft_edit to jiamao_app;
drop policy alone on draft_edit;
create policy alone on draft_edit as restrictive for all to jiamao_app using (
  stance() <> 'owner' or scope() = actor() or exists (
    select from filing f where f.enterprise_id = draft_edit.enterprise_id and f.id = draft_edit.filing_id));
create index on draft_edit (at);

-- Ways back of a month ago are forgotten by a process that sees whose they are, and not what they say.
grant select (enterprise_id, filing_id, revision, at), delete on draft_edit to jiamao_worker;
create policy carry on draft_edit to jiamao_worker using (true);
