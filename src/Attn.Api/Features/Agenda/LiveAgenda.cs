using Attn.Domain;
using Attn.Storage.Live;

namespace Attn.Api.Features.Agenda;

/// <summary>Finds class sessions of several teachers that the live store holds.</summary>
internal sealed class LiveAgenda(ILiveStore live)
{
    /// <summary>Those with a part of their window in the range, and the archived ones beside them.</summary>
    public async Task<IReadOnlyList<ClassSession>> AddToAsync(
        IReadOnlyList<ClassSession> archived,
        IReadOnlyList<string> teacherNumbers,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken cancellationToken
    )
    {
        var found = await Task.WhenAll(
            teacherNumbers.Select(number => live.ListOfTeacherAsync(number, from, until, cancellationToken))
        );
        // A session that ends meanwhile is in both for a moment.
        return [.. found.SelectMany(sessions => sessions).Concat(archived).DistinctBy(session => session.Id)];
    }
}
