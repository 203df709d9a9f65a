-- One record per enterprise (R1.1): what its accepted registration said.
create table register.enterprise (
  enterprise_id uuid not null,
  credit_code text not null,
  name text not null,
  legal_person text not null,
  address text not null,
  status text not null,
  customs_code text not null,
  competent_customs text not null,
  district text not null,
  processing_type text not null,
  contact text not null,
  contact_phone text not null,
  registered_on date not null,
  filing text not null,
  primary key (enterprise_id, credit_code)
);
call platform.guard('register.enterprise');
grant update on register.enterprise to jiamao_app;
