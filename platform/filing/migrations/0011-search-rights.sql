/* A term belongs to its viewer, and one comparison says so: with a second policy beside it the planner joined two indexes and
   read a whole range, 70,000 terms of a common beginning, where the first 400 were asked for. Terms are only added: what a
   document no longer has is not found by them, because its words are compared as well. */
drop policy own on search_term;
drop policy mine on search_term;
create policy mine on search_term for select to jiamao_app using (viewer_id = actor());
create policy indexed on search_term for insert to jiamao_app with check (enterprise_id = scope() and stance() = 'engine');
revoke delete on search_term from jiamao_app;
