using Attn.Domain;
using Attn.Storage.Archive.Rows;

namespace Attn.Storage.Archive;

/// <summary>Every question that is put to the archive; each has an index, which a test checks.</summary>
internal static class ArchiveQueries
{
    public static IQueryable<AttendanceRow> History(AttnDbContext context, HistoryQuery query)
    {
        var sessions = context.Kept.Where(session => session.TeacherNumber == query.TeacherNumber);
        if (query.LessonName is { } lesson)
        {
            var key = Names.Key(lesson);
            sessions = sessions.Where(session => session.LessonKey == key);
        }

        if (query.Before is { } before)
            sessions = sessions.Where(session => session.StartTime < before);
        var latestFirst = sessions
            .OrderByDescending(session => session.StartTime)
            .ThenByDescending(session => session.Id);
        return query.Limit is { } limit ? latestFirst.Take(limit) : latestFirst;
    }

    public static IQueryable<AttendanceRow> Session(AttnDbContext context, Guid id) =>
        context.Kept.Where(session => session.Id == id);

    public static IQueryable<AttendanceRow> OwnSession(AttnDbContext context, Guid id, string teacherNumber) =>
        Session(context, id).Where(session => session.TeacherNumber == teacherNumber);

    /// <summary>One statement, so that session and records are of one moment. A session without records is one row.</summary>
    public static IQueryable<RosterRow> Roster(AttnDbContext context, Guid id) =>
        from session in Session(context, id)
        join record in context.Records.Where(record => record.AttendanceId == id && !record.IsDeleted)
            on session.Id equals record.AttendanceId
            into records
        from record in records.DefaultIfEmpty()
        join user in context.Users on record.StudentNumber equals user.Number into users
        from user in users.DefaultIfEmpty()
        orderby record.StudentNumber
        select new RosterRow
        {
            Session = session,
            Record = record,
            User = user,
        };

    public static IQueryable<RosterRow> Record(AttnDbContext context, Guid id, string studentNumber) =>
        from session in Session(context, id)
        join record in context.Records.Where(record =>
            record.AttendanceId == id && record.StudentNumber == studentNumber && !record.IsDeleted
        )
            on session.Id equals record.AttendanceId
            into records
        from record in records.DefaultIfEmpty()
        join user in context.Users on record.StudentNumber equals user.Number into users
        from user in users.DefaultIfEmpty()
        select new RosterRow
        {
            Session = session,
            Record = record,
            User = user,
        };

    public static IQueryable<RosterRow> ByVerification(AttnDbContext context, Guid verificationId) =>
        from record in context.Records
        where record.VerificationId == verificationId && !record.IsDeleted
        join session in context.Kept on record.AttendanceId equals session.Id
        join user in context.Users on record.StudentNumber equals user.Number into users
        from user in users.DefaultIfEmpty()
        select new RosterRow
        {
            Session = session,
            Record = record,
            User = user,
        };

    public static IQueryable<RosterRow> Pending(AttnDbContext context, DateTimeOffset endedBefore, int limit) =>
        (
            from record in context.Records
            where record.FailReason == FailReasons.Pending && !record.IsDeleted && record.DecidedBy == DecidedBy.System
            join session in context.Kept on record.AttendanceId equals session.Id
            where session.EndTime < endedBefore
            join user in context.Users on record.StudentNumber equals user.Number into users
            from user in users.DefaultIfEmpty()
            orderby session.EndTime, record.AttendanceId, record.StudentNumber
            select new RosterRow
            {
                Session = session,
                Record = record,
                User = user,
            }
        ).Take(limit);

    public static IQueryable<Guid> WaitingChecks(AttnDbContext context, Guid id) =>
        from record in context.Records
        where
            record.AttendanceId == id
            && record.FailReason == FailReasons.Pending
            && !record.IsDeleted
            && record.DecidedBy == DecidedBy.System
            && record.VerificationId != null
        select record.VerificationId!.Value;

    public static IQueryable<AuditRow> Trail(AttnDbContext context, Guid id, string studentNumber) =>
        context
            .Audit.Where(entry => entry.AttendanceId == id && entry.StudentNumber == studentNumber)
            .OrderBy(entry => entry.Version);

    public static IQueryable<ConsentRow> Consent(AttnDbContext context, string studentNumber) =>
        context.Consents.Where(consent => consent.StudentNumber == studentNumber);

    public static IQueryable<UserRow> User(AttnDbContext context, string number) =>
        context.Users.Where(user => user.Number == number);
}

internal sealed class RosterRow
{
    public required AttendanceRow Session { get; init; }

    public required RecordRow? Record { get; init; }

    public required UserRow? User { get; init; }
}
