using Attn.Domain;
using Attn.Storage.Archive;

namespace Attn.Api.Features.Admin;

/// <summary>A person's record in a class session, with its audit trail.</summary>
internal sealed record RecordExport(
    Guid AttendanceId,
    string LessonName,
    DateTimeOffset StartTime,
    DateTimeOffset EndTime,
    string Name,
    RecordState State,
    RecordState? Replaced,
    int Attempts,
    int RefusedComparisons,
    IReadOnlyList<RecordFlag> Flags,
    int SelfieMarks,
    DateTimeOffset? LastTryAt,
    Guid? VerificationId,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<TrailExport> Trail
)
{
    public static RecordExport Of(string number, PersonRecord stored)
    {
        var (session, record) = (stored.Session, stored.Record);
        return new(
            session.Id,
            session.LessonName,
            session.StartTime,
            session.EndTime,
            record.StudentName,
            record.State,
            record.Replaced,
            record.Attempts,
            record.RefusedComparisons,
            record.Flags.ToList(),
            Attn.Domain.SelfieMarks.Read(record.Selfies).Count,
            record.LastTryAt,
            record.VerificationId,
            record.UpdatedAt,
            [
                .. stored.Trail.Select(entry => new TrailExport(
                    entry.At,
                    entry.Action,
                    entry.Actor == number ? "self" : "the teacher",
                    entry.Before,
                    entry.After,
                    entry.Reason
                )),
            ]
        );
    }
}
