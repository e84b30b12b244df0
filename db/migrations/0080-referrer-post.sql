-- The post of those who refer from a community hospital (社区转诊员), beside every post that came before.
alter table staff.assignment drop constraint assignment_post_check;
alter table staff.assignment add constraint assignment_post_check check (post in ('administrator', 'director', 'deputy-director',
  'centre-manager', 'desk-agent', 'group-lead', 'group-member', 'liaison', 'deputy-liaison', 'head', 'duty-officer', 'duty-manager',
  'privacy-officer', 'member', 'doctor', 'referrer'));
