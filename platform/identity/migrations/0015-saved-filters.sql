-- 保存的筛选. Lists that a person narrows in the same way again and again, by page; whomever they act for, as their preferences.
create table saved_filters (
  person_id uuid not null references person,
  page text not null,
  items jsonb not null,
  at timestamptz not null,
  primary key (person_id, page)
);
create function saved_filters_of(p_person uuid)
  returns table (page text, items jsonb)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select f.page, f.items from saved_filters f where f.person_id = p_person order by f.page;
end;
create function keep_saved_filters(p_person uuid, p_page text, p_items jsonb, p_at timestamptz)
  returns void language sql security definer set search_path = platform, pg_temp
begin atomic
  insert into saved_filters values (p_person, p_page, p_items, p_at)
    on conflict (person_id, page) do update set items = excluded.items, at = excluded.at;
end;
revoke execute on function saved_filters_of, keep_saved_filters from public;
grant execute on function saved_filters_of, keep_saved_filters to jiamao_app;
