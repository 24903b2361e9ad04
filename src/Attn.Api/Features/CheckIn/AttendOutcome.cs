// The result of a request to attend: the record with its class session, or the refusal.
global using AttendOutcome = Attn.Domain.Outcome<Attn.Domain.SessionRecord, Attn.Api.Features.CheckIn.AttendRefusal>;
