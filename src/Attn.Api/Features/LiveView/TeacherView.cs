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
    private ExpectedStudents _list = ExpectedStudents.NoList;
    private ClassSession? _session;

    // Records under a name that a teacher typed, by number. Read where notices arrive; while a roster is read, every
    // notice concerns it.
    private volatile ImmutableDictionary<string, AttendanceRecord> _typed = ImmutableDictionary.Create<
        string,
        AttendanceRecord
    >(StringComparer.Ordinal);
    private volatile string? _course;
    private volatile bool _isReading = true;

    public override string? OnlyStudent => null;

    public override async Task<ClassRoster?> ReadAsync(CancellationToken cancellationToken)
    {
        _isReading = true;
        if (await rosters.ReadOwnAsync(Id, teacherNumber, cancellationToken) is not { } shown)
            return null;
        LooksDifferent =
            _session is not null && (!IsSameList(shown.List) || HasPortalNameOfTyped(shown.Roster.Records));
        (_session, _list) = (shown.Session, shown.List);
        _course = rosters.CourseKeyOf(shown.Session);
        _typed = _typed.Clear();
        Watch(shown.Roster.Records);
        _isReading = false;
        return shown.Roster;
    }

    /// <summary>Whether the roster may look different after a notice. Called where notices arrive.</summary>
    public bool IsConcerned(RosterNotice notice) =>
        _isReading
        || notice.Topic switch
        {
            RosterTopic.ClassList => notice.Subject == _course,
            RosterTopic.Name => _typed.ContainsKey(notice.Subject),
            RosterTopic.Everything => true,
        };

    public override async Task<IReadOnlyList<LiveChange>> NameAsync(
        IReadOnlyList<LiveChange> received,
        CancellationToken cancellationToken
    )
    {
        List<AttendanceRecord> written = [.. received.OfType<LiveChange.Record>().Select(change => change.Written)];
        // Watched first and looked up then: a sign-in in between is seen at least once.
        Watch(written);
        var named = new Queue<AttendanceRecord>(await rosters.NameAsync(written, cancellationToken));
        _typed = _typed.RemoveRange(
            named.Where(record => record.NameIsFromPortal).Select(record => record.StudentNumber)
        );
        return
        [
            .. received.Select(change => change is LiveChange.Record ? new LiveChange.Record(named.Dequeue()) : change),
        ];
    }

    public override async Task<bool> LooksCurrentAsync(CancellationToken cancellationToken) =>
        IsSameList(await rosters.FindListAsync(_session!, cancellationToken))
        && !HasPortalNameOfTyped(await rosters.NameAsync([.. _typed.Values], cancellationToken));

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

    private void Watch(IEnumerable<AttendanceRecord> records) =>
        _typed = _typed.SetItems(
            records
                .Where(record => !record.NameIsFromPortal)
                .Select(record => KeyValuePair.Create(record.StudentNumber, record))
        );

    private bool IsSameList(ExpectedStudents list) =>
        list.HasClassList == _list.HasClassList && list.Students.SequenceEqual(_list.Students);

    private bool HasPortalNameOfTyped(IEnumerable<AttendanceRecord> named) =>
        named.Any(record => record.NameIsFromPortal && _typed.ContainsKey(record.StudentNumber));
}
