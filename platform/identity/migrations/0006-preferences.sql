-- How a person likes the pages, whomever they act for: language, look, density, size of type.
create table preference (
  person_id uuid primary key references person,
  settings jsonb not null,
  at timestamptz not null
);
create function preferences_of(p_person uuid)
  returns jsonb language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select settings from preference where person_id = p_person;
end;
create function keep_preferences(p_person uuid, p_settings jsonb, p_at timestamptz)
  returns void language sql security definer set search_path = platform, pg_temp
begin atomic
  insert into preference values (p_person, p_settings, p_at)
    on conflict (person_id) do update set settings = excluded.settings, at = excluded.at;
end;
revoke execute on function preferences_of, keep_preferences from public;
grant execute on function preferences_of, keep_preferences to jiamao_app;
