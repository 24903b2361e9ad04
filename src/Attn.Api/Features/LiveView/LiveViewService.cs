using Attn.Storage;
using Attn.Storage.Live;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.LiveView;

/// <summary>How the opening of a stream ended. Closed.</summary>
internal abstract record OpenStreamOutcome
{
    private OpenStreamOutcome() { }

    public sealed record Opened(LiveStreamResult Stream) : OpenStreamOutcome;

    public sealed record NotFound : OpenStreamOutcome;

    public sealed record TooMany : OpenStreamOutcome;
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
    public Task<OpenStreamOutcome> OpenForTeacherAsync(
        Guid id,
        string teacherNumber,
        Guid loginId,
        string? lastEventId,
        CancellationToken cancellationToken
    ) => OpenAsync(new SessionView.OfTeacher(id, teacherNumber, book), loginId, lastEventId, cancellationToken);

    public Task<OpenStreamOutcome> OpenForStudentAsync(
        Guid id,
        string studentNumber,
        Guid loginId,
        string? lastEventId,
        CancellationToken cancellationToken
    ) => OpenAsync(new SessionView.OfStudent(id, studentNumber, book), loginId, lastEventId, cancellationToken);

    private async Task<OpenStreamOutcome> OpenAsync(
        SessionView view,
        Guid loginId,
        string? lastEventId,
        CancellationToken cancellationToken
    )
    {
        if (limit.TryTake(loginId) is not { } place)
            return new OpenStreamOutcome.TooMany();
        SessionSubscription? changes = null;
        LiveRoster? roster = null;
        try
        {
            changes = await feed.SubscribeAsync(view.Id, view.OnlyStudent, cancellationToken);
            roster = await view.ReadAsync(cancellationToken);
            if (roster is null)
                return new OpenStreamOutcome.NotFound();
            LiveStream Open(EventWriter events) =>
                new(view, loginId, changes, events, live, logins, options.Value.Heartbeat, time);
            return new OpenStreamOutcome.Opened(new(changes, place, Open, roster, LastSeen(lastEventId)));
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
