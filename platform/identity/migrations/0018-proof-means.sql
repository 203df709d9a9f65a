-- By which means a person last proved who they are: a signature keeps it.
alter table session add column proved_by text;

-- A new secret of a session keeps the means of the proof before, where nothing was proved anew.
create function keep_means(p_hash bytea, p_before uuid, p_means text)
  returns void language sql security definer set search_path = platform, pg_temp
begin atomic
  update session set proved_by = coalesce(p_means, (select b.proved_by from session b where b.id = p_before)) where hash = p_hash;
end;
create function means_of_proof(p_session uuid)
  returns text language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select proved_by from session where id = p_session;
end;
revoke execute on function keep_means, means_of_proof from public;
grant execute on function keep_means, means_of_proof to jiamao_app;
