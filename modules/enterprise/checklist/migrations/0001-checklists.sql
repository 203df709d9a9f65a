-- A checklist as customs has it (R6.9).
create table register.checklist (
  enterprise_id uuid not null,
  filing text not null,
  own_number text not null,
  preentry_number text,
  number text,
  book text not null,
  direction text not null,
  goods_kind text not null,
  trade_mode text not null,
  declaration text,
  state text not null,
  filed_on date not null,
  final_on date,
  primary key (enterprise_id, filing)
);
create index on register.checklist (enterprise_id, book, state);

create table register.checklist_line (
  enterprise_id uuid not null,
  filing text not null,
  no int not null,
  book text not null,
  side text not null,
  seq int not null,
  hs_code text not null,
  quantity bigint not null,
  price bigint not null,
  total bigint not null,
  currency text not null,
  country text not null,
  direction text not null,
  primary key (enterprise_id, filing, no)
);
create index on register.checklist_line (enterprise_id, book, side, seq);
call platform.guard('register.checklist', 'register.checklist_line');
grant update on register.checklist, register.checklist_line to jiamao_app;
