global using CheckInOutcome = Attn.Domain.Outcome<Attn.Domain.SessionRecord, Attn.Domain.CheckInRefusal>;
global using TeacherOutcome = Attn.Domain.Outcome<Attn.Domain.SessionRecord, Attn.Domain.TeacherRefusal>;
