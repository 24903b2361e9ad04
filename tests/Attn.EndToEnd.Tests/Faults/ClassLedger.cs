using System.Collections.Concurrent;
using System.Net;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Faults;

/// <summary>
/// What the program answered with 2xx about one class session and must therefore be in the history: the last
/// decision for each student.
/// </summary>
/// <param name="name">Names the session in failure messages.</param>
internal sealed class ClassLedger(string name, Teacher teacher, Guid id)
{
    /// <summary>Stands for a record that has to be present.</summary>
    public const string Present = "present";

    /// <summary>Stands for a record that must not be there.</summary>
    public const string Deleted = "deleted";

    private readonly ConcurrentDictionary<string, string> _last = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _unanswered = new(StringComparer.Ordinal);

    public string Name => name;

    public Teacher Teacher => teacher;

    public Guid Id => id;

    public bool IsDeleted { get; set; }

    /// <summary>By student: <see cref="Present"/>, <see cref="Deleted"/> or the reason of the failure.</summary>
    public IReadOnlyDictionary<string, string> Last => _last;

    public static async Task<ClassLedger> OpenAsync(string name, Teacher teacher, int option = 1) =>
        new(name, teacher, await teacher.OpensAsync(option: option));

    public void Says(string student, string decision) => _last[student] = decision;

    /// <summary>Without an answer, either state is correct.</summary>
    public void MaySay(string student, string decision) => _unanswered[student] = decision;

    public bool Allows(string student, string decision) =>
        _last.TryGetValue(student, out var last) && last == decision
        || _unanswered.TryGetValue(student, out var perhaps) && perhaps == decision;

    /// <summary>One correction of each kind at this replica. The students must have records.</summary>
    public async Task CorrectAsync(Uri replica, string accepted, string failed, string deleted)
    {
        using var here = teacher.At(replica);
        (await here.FailsLaterAsync(id, accepted, "Was marked by mistake")).Expect(HttpStatusCode.OK);
        (await here.AcceptsLaterAsync(id, accepted)).Expect(HttpStatusCode.OK);
        Says(accepted, Present);
        (await here.FailsLaterAsync(id, failed, "Left after five minutes")).Expect(HttpStatusCode.OK);
        Says(failed, "Left after five minutes");
        (await here.DeletesRecordAsync(id, deleted, "Was in another class")).Expect(HttpStatusCode.NoContent);
        Says(deleted, Deleted);
        (await here.AddsLaterAsync(id, $"{id:N}"[^8..], "Ayşe Yılmaz")).Expect(HttpStatusCode.Created);
        Says($"{id:N}"[^8..], Present);
    }

    /// <summary>Ends the session, where the replica may die before it answers.</summary>
    public async Task<bool> TryToFinishAsync(Uri replica)
    {
        using var here = teacher.At(replica);
        try
        {
            (await here.TriesToFinishAsync(id)).Expect(HttpStatusCode.NoContent);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
