namespace Attn.Domain;

/// <summary>Which enrolments make sense.</summary>
public static class EnrolmentRules
{
    /// <summary>What is wrong with an enrolment, or <c>null</c>.</summary>
    public static EnrolmentProblem? FindProblem(Enrolment enrolment)
    {
        if (enrolment.To < enrolment.From)
            return EnrolmentProblem.EndsBeforeItBegins;
        var hasReason = !string.IsNullOrWhiteSpace(enrolment.ExemptReason);
        return (enrolment.IsExempt, hasReason) switch
        {
            (true, false) => EnrolmentProblem.ExemptWithoutReason,
            (false, true) => EnrolmentProblem.ReasonWithoutExemption,
            _ => null,
        };
    }
}

/// <summary>Why an enrolment is refused.</summary>
public enum EnrolmentProblem
{
    /// <summary>Its last day is before its first; one day is enough.</summary>
    EndsBeforeItBegins,

    /// <summary>An exemption that nobody can explain later.</summary>
    ExemptWithoutReason,

    /// <summary>A reason for an exemption that the student does not have.</summary>
    ReasonWithoutExemption,
}
