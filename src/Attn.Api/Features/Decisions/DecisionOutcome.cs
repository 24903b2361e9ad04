// What a decision by hand comes to: the record with its session, or why nothing was decided.
global using DecisionOutcome = Attn.Domain.Outcome<Attn.Domain.SessionRecord, Attn.Domain.TeacherRefusal>;
