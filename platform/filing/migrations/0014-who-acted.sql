/* 经办人. Names of those who acted for the reader's own organisation, by the ids that stand on what they did: who has left
   since keeps the name there, and a mark. Nobody learns of a person whose acts they do not read, and nothing but the name. */
create function who_acted(p_ids uuid[]) returns table (id uuid, name text, has_left boolean)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select p.id, p.name, m.ended_at is not null from membership m join person p on p.id = m.person_id
   where m.organisation_id = actor() and m.person_id = any (p_ids);
end;
revoke execute on function who_acted from public;
grant execute on function who_acted to jiamao_app;
