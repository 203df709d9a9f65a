-- Which papers a filing type asks for (随附单证): dated rows like any other policy.
alter table policy_row drop constraint policy_row_kind_check;
alter table policy_row add constraint policy_row_kind_check
  check (kind in ('parameter', 'catalogue', 'setting', 'route', 'calendar', 'paper'));
