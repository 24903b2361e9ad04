using System.ComponentModel.DataAnnotations;
using Attn.Api.Platform.Security;
using Attn.Api.Platform.Wire;
using Attn.Domain;

namespace Attn.Api.Features.ClassSessions;

public sealed record OpenSessionRequest : IValidatableObject
{
    /// <summary>
    /// Needed where there is no course_id: your course of this name in the term of the start, which is made where there
    /// is none.
    /// </summary>
    [PlainText(1, TextLimits.Name)]
    public string? LessonName { get; init; }

    /// <summary>One of your courses; then lesson_name is not needed.</summary>
    public Guid? CourseId { get; init; }

    /// <summary>Default: now.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>In the future, at most 24 hours after the start.</summary>
    [Required]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>1 Manual, 2 Wi-Fi, 3 Face, 4 Wi-Fi and face.</summary>
    [Required, Range(1, 4)]
    public int? SecurityOption { get; init; }

    /// <summary>Minutes after the start from which an accepted record is late.</summary>
    [Range(0, 1440)]
    public int? LateAfterMinutes { get; init; }

    /// <summary>Whether students need the code on the screen to attend.</summary>
    public bool? RequireCode { get; init; }

    /// <summary>
    /// How many hours the session counts where a course counts hours, rounded to hundredths; more than 0. Default: what
    /// the course's rule says.
    /// </summary>
    [Range(0.01, 24.0)]
    public decimal? Hours { get; init; }

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (LessonName is null && CourseId is null)
            yield return new("The LessonName field is required.", [nameof(LessonName)]);
    }

    internal SessionPlan ToPlan(CurrentUser teacher, string address) =>
        new(
            teacher.Number,
            teacher.FullName,
            address,
            LessonName?.Trim(),
            CourseId,
            StartTime,
            EndTime!.Value,
            (SecurityOption)SecurityOption!.Value,
            LateAfterMinutes,
            RequireCode == true,
            Hours is { } hours ? Math.Round(hours, 2, MidpointRounding.AwayFromZero) : null
        );
}
