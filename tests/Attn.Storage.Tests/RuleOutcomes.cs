global using CheckInOutcome = Attn.Domain.Outcome<Attn.Domain.SessionRecord, Attn.Domain.CheckInRefusal>;
global using SessionOutcome = Attn.Domain.Outcome<Attn.Domain.ClassSession, Attn.Domain.ClassSessionRefusal>;
global using TeacherOutcome = Attn.Domain.Outcome<Attn.Domain.SessionRecord, Attn.Domain.TeacherRefusal>;
