using Attn.Domain;

namespace Attn.Api.Features.Courses;

/// <summary>A term of the institution.</summary>
public sealed record TermResponse(Guid TermId, string Name, DateOnly FirstDay, DateOnly LastDay, bool IsCurrent)
{
    public static TermResponse Of(Term term, DateOnly today) =>
        new(term.Id, term.Name, term.FirstDay, term.LastDay, term.Covers(today));
}
