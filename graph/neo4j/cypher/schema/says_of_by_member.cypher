// Participations of a member, however many its cluster has.
CREATE INDEX says_of_by_member IF NOT EXISTS FOR ()-[p:SAYS_OF]-() ON (p.member_id)
