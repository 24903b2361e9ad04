using Attn.Domain;

namespace Attn.Storage.Archive.Rows;

/// <summary>A class session that has ended.</summary>
internal sealed class ClassSessionRow
{
    public required Guid Id { get; init; }

    /// <summary><see cref="Names.LessonKey"/> of the lesson.</summary>
    public required string LessonKey { get; init; }

    /// <summary>Everything but the id, which is the row's.</summary>
    public required ClassSession Session { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    public static ClassSessionRow From(ClassSession session) =>
        new()
        {
            Id = session.Id,
            LessonKey = Names.LessonKey(session.LessonName),
            Session = session,
        };

    /// <summary>For a change of the session or one of its records, under the row's lock.</summary>
    public long RaiseVersion()
    {
        Session = Session with { Version = Session.Version + 1 };
        return Session.Version;
    }

    public ClassSession ToDomain() => Session with { Id = Id };
}
