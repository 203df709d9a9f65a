-- Domestic sales with what fell due and when it was paid (R7.15).
create table register.sale (
  enterprise_id uuid not null,
  filing text not null,
  own_number text not null,
  book text not null,
  duty bigint not null,
  vat bigint not null,
  interest bigint not null,
  interest_days int not null,
  payment_memo text,
  memo_on date,
  paid_on date,
  released_on date,
  state text not null,
  primary key (enterprise_id, filing)
);
create index on register.sale (enterprise_id, book);
call platform.guard('register.sale');
grant update on register.sale to jiamao_app;
