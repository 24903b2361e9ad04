namespace Attn.Domain;

/// <summary>A student's try to check in, after the checks that need no store.</summary>
public sealed record CheckInAttempt(Guid SessionId, string StudentNumber, string StudentName, CheckInEvidence Evidence)
{
    /// <summary>What the ticket says about where and when its code was seen; counts at the first try.</summary>
    public RecordFlags TicketFlags { get; init; }
}

/// <summary>What network and request have shown: all that is asked for, a failure, or a selfie to compare.</summary>
public sealed record CheckInEvidence
{
    private CheckInEvidence() { }

    /// <summary>Everything the session asks for.</summary>
    public static CheckInEvidence Complete { get; } = new();

    /// <summary>One of <see cref="FailReasons"/>; <c>null</c>: nothing is missing.</summary>
    public string? FailReason { get; private init; }

    /// <summary>The comparison to start, where there is a selfie.</summary>
    public SelfieCheck? Selfie { get; private init; }

    /// <summary>Something is missing; the student may try again.</summary>
    public static CheckInEvidence Failed(string reason) => new() { FailReason = reason };

    public static CheckInEvidence Of(SelfieCheck selfie) => new() { FailReason = FailReasons.Pending, Selfie = selfie };
}

/// <summary>A selfie to compare with the profile photo.</summary>
/// <param name="Grace">How long after the session's end the verdict may come.</param>
/// <param name="Mark">What the record keeps of the selfie.</param>
public sealed record SelfieCheck(Guid VerificationId, long PictureBytes, TimeSpan Grace, SelfieMark? Mark = null);
