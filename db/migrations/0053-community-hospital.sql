-- Community hospitals (社区医院) are units beside the hospital's own; the post of their people comes with 0080, after every other.
alter table staff.unit drop constraint unit_kind_check;
alter table staff.unit add constraint unit_kind_check check (kind in ('hospital', 'campus', 'service-department', 'centre', 'desk',
  'group', 'clinical', 'technical', 'administrative', 'office', 'community'));
