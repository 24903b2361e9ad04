using System.Globalization;
using Attn.Api.Features.ClassSessions;
using Attn.Api.Features.Roster;
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
    RosterReader rosters,
    IRosterNews news,
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
    )
    {
        var view = new TeacherView(id, teacher.Number, rosters);
        return OpenAsync(view, user.LoginId, changes => WatchNews(view, changes), lastEventId, cancellationToken);
    }

    public Task<Outcome<LiveStreamResult, StreamRefusal>> OpenForStudentAsync(
        Guid id,
        CurrentUser student,
        string? lastEventId,
        CancellationToken cancellationToken
    ) =>
        OpenAsync(
            new StudentView(id, student, sessions),
            student.LoginId,
            watchNews: null,
            lastEventId,
            cancellationToken
        );

    private async Task<Outcome<LiveStreamResult, StreamRefusal>> OpenAsync(
        SessionView view,
        Guid loginId,
        Func<SessionSubscription, IDisposable>? watchNews,
        string? lastEventId,
        CancellationToken cancellationToken
    )
    {
        if (limit.TryAcquire(loginId) is not { } permit)
            return StreamRefusal.TooManyStreams;
        SessionSubscription? changes = null;
        IDisposable? watch = null;
        ClassRoster? roster = null;
        try
        {
            changes = await feed.SubscribeAsync(view.Id, view.OnlyStudent, cancellationToken);
            watch = watchNews?.Invoke(changes);
            roster = await view.ReadAsync(cancellationToken);
            if (roster is null)
                return StreamRefusal.SessionNotFound;
            LiveStream Open(EventWriter events) =>
                new(view, loginId, changes, events, live, logins, options.Value.Heartbeat, time);
            return new LiveStreamResult(
                changes,
                new Held(ends.Watch(loginId, changes), watch, permit),
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
                watch?.Dispose();
                if (changes is not null)
                    await changes.DisposeAsync();
            }
        }
    }

    private IDisposable WatchNews(TeacherView view, SessionSubscription changes) =>
        news.Watch(notice =>
        {
            if (notice.Topic == RosterTopic.Everything)
                changes.AnnounceMissed();
            else if (view.IsConcerned(notice))
                changes.AnnounceRoster();
        });

    /// <summary><c>null</c>, so that everything is sent, where the reader has no id or one that is not ours.</summary>
    private static long? ParseVersion(string? lastEventId) =>
        long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
}
