using System.Globalization;
using Attn.Api.Features.ClassSessions;
using Attn.Api.Platform.Security;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Live;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.LiveView;

/// <summary>Opens streams. Subscribes first and reads then, so that no change is lost in between.</summary>
internal sealed class LiveViewService(
    ISessionFeed feed,
    ILiveStore live,
    ILoginStore logins,
    LoginEnds ends,
    ClassSessionStore sessions,
    StreamLimit limit,
    IOptions<LiveViewOptions> options,
    TimeProvider time
)
{
    public Task<Outcome<LiveStreamResult, StreamRefusal>> OpenForTeacherAsync(
        Guid id,
        CurrentUser user,
        SessionTeacher teacher,
        string? lastEventId,
        CancellationToken cancellationToken
    ) => OpenAsync(new TeacherView(id, teacher.Number, sessions), user.LoginId, lastEventId, cancellationToken);

    public Task<Outcome<LiveStreamResult, StreamRefusal>> OpenForStudentAsync(
        Guid id,
        CurrentUser student,
        string? lastEventId,
        CancellationToken cancellationToken
    ) => OpenAsync(new StudentView(id, student.Number, sessions), student.LoginId, lastEventId, cancellationToken);

    private async Task<Outcome<LiveStreamResult, StreamRefusal>> OpenAsync(
        SessionView view,
        Guid loginId,
        string? lastEventId,
        CancellationToken cancellationToken
    )
    {
        if (limit.TryAcquire(loginId) is not { } permit)
            return StreamRefusal.TooManyStreams;
        SessionSubscription? changes = null;
        ClassRoster? roster = null;
        try
        {
            changes = await feed.SubscribeAsync(view.Id, view.OnlyStudent, cancellationToken);
            roster = await view.ReadAsync(cancellationToken);
            if (roster is null)
                return StreamRefusal.SessionNotFound;
            LiveStream Open(EventWriter events) =>
                new(view, loginId, changes, events, live, logins, options.Value.Heartbeat, time);
            return new LiveStreamResult(
                changes,
                ends.Watch(loginId, changes),
                permit,
                Open,
                roster,
                ParseVersion(lastEventId)
            );
        }
        finally
        {
            if (roster is null)
            {
                permit.Dispose();
                if (changes is not null)
                    await changes.DisposeAsync();
            }
        }
    }

    /// <summary><c>null</c>, so that everything is sent, where the reader has no id or one that is not ours.</summary>
    private static long? ParseVersion(string? lastEventId) =>
        long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
}
