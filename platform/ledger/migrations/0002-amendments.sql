-- What a change of the book under way takes out of a line (R5.8): reserved while it is open, then released, never final.
insert into movement_kind (code, id, ceiling_sign) values (29, 'AMENDMENT_HOLD', 1);
-- A line or a consumption row that was never used may go. What was posted stays for ever.
grant delete on account, recipe to jiamao_app;
