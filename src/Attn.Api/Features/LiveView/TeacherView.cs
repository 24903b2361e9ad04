using System.Collections.Immutable;
using Attn.Api.Features.ClassSessions;
using Attn.Api.Features.Roster;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Live;

namespace Attn.Api.Features.LiveView;

/// <summary>
/// A teacher sees all records of their own class session, under the best names and beside the class list as it was when
/// the roster was read last.
/// </summary>
internal sealed class TeacherView(Guid id, string teacherNumber, RosterReader rosters) : SessionView(id)
{
    private static readonly ImmutableHashSet<string> Nobody = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    private ExpectedStudents _list = ExpectedStudents.NoList;
    private ClassSession? _session;

    // Read where notices arrive. While a roster is read, every notice concerns it.
    private volatile ImmutableHashSet<string> _typed = Nobody;
    private volatile string? _course;
    private volatile bool _isReading = true;

    public override string? OnlyStudent => null;

    public override async Task<ClassRoster?> ReadAsync(CancellationToken cancellationToken)
    {
        _isReading = true;
        if (await rosters.ReadOwnAsync(Id, teacherNumber, cancellationToken) is not { } shown)
            return null;
        (_session, _list) = (shown.Session, shown.List);
        _course = rosters.CourseKeyOf(shown.Session);
        _typed = TypedAmong(Nobody, shown.Roster.Records);
        _isReading = false;
        return shown.Roster;
    }

    /// <summary>Whether the roster may look different after a notice. Called where notices arrive.</summary>
    public bool IsConcerned(RosterNotice notice) =>
        _isReading
        || notice.Topic switch
        {
            RosterTopic.ClassList => notice.Subject == _course,
            RosterTopic.Name => _typed.Contains(notice.Subject),
            RosterTopic.Everything => true,
        };

    public override async Task<IReadOnlyList<LiveChange>> NameAsync(
        IReadOnlyList<LiveChange> received,
        CancellationToken cancellationToken
    )
    {
        List<AttendanceRecord> written = [.. received.OfType<LiveChange.Record>().Select(change => change.Written)];
        // Watched first and looked up then: a sign-in in between is seen at least once.
        _typed = TypedAmong(_typed, written);
        var named = new Queue<AttendanceRecord>(await rosters.NameAsync(written, cancellationToken));
        return
        [
            .. received.Select(change => change is LiveChange.Record ? new LiveChange.Record(named.Dequeue()) : change),
        ];
    }

    public override async Task<bool> IsListCurrentAsync(CancellationToken cancellationToken)
    {
        var list = await rosters.FindListAsync(_session!, cancellationToken);
        return list.HasClassList == _list.HasClassList && list.Students.SequenceEqual(_list.Students);
    }

    public override object Snapshot(ClassRoster roster, DateTimeOffset now) =>
        new TeacherSnapshot(
            Session(roster.Session, now),
            [.. new ShownRoster(roster, _list).Records.Select(record => RecordResponse.Of(roster.Session, record, now))]
        );

    public override SessionResponse Session(ClassSession session, DateTimeOffset now) =>
        SessionResponse.ForTeacher(session, now);

    public override string NumberOf(AttendanceRecord record) => SessionRoll.Show([record], _list)[0].ShownNumber;

    public override RecordResponse Record(ClassSession session, AttendanceRecord record, DateTimeOffset now) =>
        RecordResponse.Of(session, SessionRoll.Show([record], _list)[0], now);

    private static ImmutableHashSet<string> TypedAmong(
        ImmutableHashSet<string> known,
        IEnumerable<AttendanceRecord> records
    ) => known.Union(records.Where(record => !record.NameIsFromPortal).Select(record => record.StudentNumber));
}
