using Attn.Domain;

namespace Attn.Storage.Archive.Rows;

/// <summary>A student on the class list of a course.</summary>
internal sealed record EnrolmentRow
{
    public required Guid CourseId { get; init; }

    public required string StudentNumber { get; init; }

    public required string StudentName { get; init; }

    /// <summary>The number as the list writes it, where that is not the canonical form.</summary>
    public string? WrittenNumber { get; init; }

    public string? StudentGroup { get; init; }

    public DateOnly? FromDay { get; init; }

    public DateOnly? ToDay { get; init; }

    public bool IsExempt { get; init; }

    public string? ExemptReason { get; init; }

    public static EnrolmentRow From(Guid courseId, Enrolment enrolment) =>
        new()
        {
            CourseId = courseId,
            StudentNumber = enrolment.StudentNumber,
            StudentName = enrolment.Name,
            WrittenNumber = enrolment.WrittenNumber == enrolment.StudentNumber ? null : enrolment.WrittenNumber,
            StudentGroup = enrolment.Group,
            FromDay = enrolment.From,
            ToDay = enrolment.To,
            IsExempt = enrolment.IsExempt,
            ExemptReason = enrolment.ExemptReason,
        };

    public Enrolment ToDomain() =>
        new(StudentNumber, StudentName)
        {
            WrittenNumber = WrittenNumber,
            Group = StudentGroup,
            From = FromDay,
            To = ToDay,
            IsExempt = IsExempt,
            ExemptReason = ExemptReason,
        };
}
