-- The rows behind a report's figures go when the report says so, and not otherwise: the figures, remarks and signatures stay.
alter table quality.report add column rows_removed_at timestamptz;
comment on column quality.report.rows_removed_at is 'From when on the rows behind its figures are past their time (明细到期清理) and open no more.';

create function quality.refuse_removal() returns trigger language plpgsql as $$
begin
  if exists (select from quality.report r
    where r.hospital_id = old.hospital_id and r.id = old.report_id and r.rows_removed_at is not null) then
    return old;
  end if;
  raise exception 'rows of a report are written once' using errcode = '42501';
end $$;

drop trigger written_once on quality.report_row;
create trigger never_changed before update or truncate on quality.report_row execute function platform.refuse();
create trigger kept_with_report before delete on quality.report_row for each row execute function quality.refuse_removal();
