-- A handbook as it is in force (R5.13): what its accepted filings made of it.
create table register.handbook (
  enterprise_id uuid not null,
  book text not null,
  own_number text not null,
  preentry_number text,
  kind text not null,
  trade_mode text not null,
  operating_customs_code text not null,
  operating_credit_code text not null,
  operating_name text not null,
  processing_customs_code text not null,
  processing_credit_code text not null,
  processing_name text not null,
  declarant_customs_code text not null,
  declarant_credit_code text not null,
  declarant_name text not null,
  competent_customs text not null,
  import_currency text not null,
  export_currency text not null,
  declaration_stage text not null,
  valid_from date not null,
  valid_to date not null,
  amendments int not null,
  state text not null,
  filing text not null,
  closed_on date,
  primary key (enterprise_id, book)
);
create index on register.handbook (enterprise_id, state, valid_to);

-- Its lines, as checklists must name them (R6.LINE).
create table register.handbook_line (
  enterprise_id uuid not null,
  book text not null,
  side text not null,
  seq int not null,
  part text not null,
  hs_code text not null,
  name text not null,
  specification text,
  declared_unit text not null,
  legal_unit text not null,
  second_legal_unit text,
  factor bigint,
  second_factor bigint,
  price bigint not null,
  currency text not null,
  quantity bigint not null,
  total bigint not null,
  country text not null,
  levy_mode text not null,
  domestic boolean not null,
  primary key (enterprise_id, book, side, seq)
);
call platform.guard('register.handbook', 'register.handbook_line');
grant update on register.handbook, register.handbook_line to jiamao_app;
