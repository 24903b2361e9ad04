// What a request to attend comes to: the record with its session, or why there is none.
global using AttendOutcome = Attn.Domain.Outcome<Attn.Domain.SessionRecord, Attn.Api.Features.CheckIn.AttendRefusal>;
