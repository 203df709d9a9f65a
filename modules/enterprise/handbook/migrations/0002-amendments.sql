-- What a change of a running handbook begins with (R5.8): the head as it was last filed, and marks of its lines.
alter table register.handbook
  add column extensions int,
  add column processing_district text,
  add column import_contract text,
  add column export_contract text,
  add column levy_nature text,
  add column processing_type text,
  add column ports text,
  add column purpose text,
  add column capacity bigint,
  add column approval_certificate text,
  add column declarant_kind text,
  add column contact text,
  add column contact_phone text,
  add column pause_mark text;
alter table register.handbook_line
  add column goods_attribute text,
  add column main_material text,
  add column remark text,
  add column former_hs_code text,
  add column ended_on date;

-- Numbers and marks of consumption rows; the figures are platform.recipe's.
create table register.handbook_consumption (
  enterprise_id uuid not null,
  book text not null,
  product_seq int not null,
  version text not null,
  material_seq int not null,
  no int not null,
  execution_mark text,
  rework boolean,
  remark text,
  ended_on date,
  primary key (enterprise_id, book, product_seq, version, material_seq)
);
call platform.guard('register.handbook_consumption');
grant update on register.handbook_consumption to jiamao_app;
