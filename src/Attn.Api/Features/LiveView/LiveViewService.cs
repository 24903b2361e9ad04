using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Live;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.LiveView;

/// <summary>Why a stream was not opened.</summary>
internal enum StreamRefusal
{
    NotFound,
    TooMany,
}

/// <summary>Opens streams: first it listens, then it reads, so that no change falls between the two.</summary>
internal sealed class LiveViewService(
    ISessionFeed feed,
    ILiveStore live,
    ILoginStore logins,
    ClassSessionStore book,
    StreamLimit limit,
    IOptions<LiveViewOptions> options,
    TimeProvider time
)
{
    public Task<Outcome<LiveStreamResult, StreamRefusal>> OpenForTeacherAsync(
        Guid id,
        string teacherNumber,
        Guid loginId,
        string? lastEventId,
        CancellationToken cancellationToken
    ) => OpenAsync(new SessionView.OfTeacher(id, teacherNumber, book), loginId, lastEventId, cancellationToken);

    public Task<Outcome<LiveStreamResult, StreamRefusal>> OpenForStudentAsync(
        Guid id,
        string studentNumber,
        Guid loginId,
        string? lastEventId,
        CancellationToken cancellationToken
    ) => OpenAsync(new SessionView.OfStudent(id, studentNumber, book), loginId, lastEventId, cancellationToken);

    private async Task<Outcome<LiveStreamResult, StreamRefusal>> OpenAsync(
        SessionView view,
        Guid loginId,
        string? lastEventId,
        CancellationToken cancellationToken
    )
    {
        if (limit.TryTake(loginId) is not { } place)
            return StreamRefusal.TooMany;
        SessionSubscription? changes = null;
        ClassRoster? roster = null;
        try
        {
            changes = await feed.SubscribeAsync(view.Id, view.OnlyStudent, cancellationToken);
            roster = await view.ReadAsync(cancellationToken);
            if (roster is null)
                return StreamRefusal.NotFound;
            LiveStream Open(EventWriter events) =>
                new(view, loginId, changes, events, live, logins, options.Value.Heartbeat, time);
            return new LiveStreamResult(changes, place, Open, roster, LastSeen(lastEventId));
        }
        finally
        {
            if (roster is null)
            {
                place.Dispose();
                if (changes is not null)
                    await changes.DisposeAsync();
            }
        }
    }

    /// <summary>What is none of our ids tells nothing about what was seen: then everything is sent.</summary>
    private static long? LastSeen(string? lastEventId) =>
        long.TryParse(
            lastEventId,
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var last
        )
            ? last
            : null;
}
