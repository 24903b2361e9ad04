// The record that a decision by hand wrote, with its class session; or the reason why nothing was decided.
global using DecisionOutcome = Attn.Domain.Outcome<Attn.Domain.SessionRecord, Attn.Domain.TeacherRefusal>;
