using System.Text.Json.Serialization;

namespace Attn.Domain;

/// <summary>One student in one class session.</summary>
public sealed record AttendanceRecord
{
    public required Guid SessionId { get; init; }

    public required string StudentNumber { get; init; }

    public required string StudentName { get; init; }

    /// <summary>The name came from the student's own sign-in; a name that a teacher typed never replaces it.</summary>
    public bool NameIsFromPortal { get; init; }

    [JsonPropertyName("standing")]
    public required RecordState State { get; init; }

    /// <summary>What the last decision by hand replaced; <c>null</c> when there is nothing to undo.</summary>
    public RecordState? Replaced { get; init; }

    /// <summary>How often the student tried.</summary>
    public int Attempts { get; init; }

    /// <summary>
    /// How many face checks failed; at <see cref="CheckInRules.MaxFailedFaceChecks"/> the teacher decides.
    /// </summary>
    public int RefusedComparisons { get; init; }

    /// <summary>What the teacher should know; kept whatever is decided later.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public RecordFlags Flags { get; init; }

    /// <summary>The marks of the selfies that the student sent; see <see cref="SelfieMarks"/>.</summary>
    public string? Selfies { get; init; }

    /// <summary>
    /// UTC; the student's last try, which becomes the time of attendance if its face check passes later.
    /// </summary>
    public DateTimeOffset? LastTryAt { get; init; }

    /// <summary>The latest face check; only its verdict may settle this record.</summary>
    public Guid? VerificationId { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The class session's version when this record was last written. The store sets it.</summary>
    public long Version { get; init; }

    /// <summary>
    /// Whether a face check still has to decide. Never so for a deleted record or one that a teacher rejected, whatever
    /// the teacher's words.
    /// </summary>
    public bool IsPending => State.WaitsForVerdict();

    public bool IsLate(ClassSession session) => State.IsLate(session);
}
