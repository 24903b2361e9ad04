using Attn.Storage.Live;

namespace Attn.Storage.Tests.RandomScenarios;

/// <summary>Compares the stores with the model.</summary>
internal sealed class Comparison(ScenarioState state)
{
    private static readonly CancellationToken None = CancellationToken.None;

    public async Task CompareAsync()
    {
        Assert.Equal(
            state.Model.Running(state.Now)?.Id,
            (await state.Live.ListOfTeacherAsync(state.Teacher, state.Now, state.Now.AddTicks(1), None))
                .SingleOrDefault()
                ?.Id
        );
        var unended = state
            .Model.Sessions.Where(session => !session.HasEnded(state.Now))
            .OrderBy(session => session.Start)
            .Select(session => session.Id)
            .ToList();
        Assert.Equal(
            unended,
            (await state.Live.FindActiveByLessonAsync("calculus", state.TeacherName, state.Now, None)).Select(it =>
                it.Id
            )
        );
        Assert.Equal(
            unended,
            (await state.Live.ListOfTeacherAsync(state.Teacher, state.Now, DateTimeOffset.MaxValue, None)).Select(it =>
                it.Id
            )
        );
        foreach (var session in state.Model.Sessions)
            await CompareAsync(session);
        foreach (var check in state.Checks)
            await CompareAsync(check);
    }

    /// <summary>At the end nothing is live and nothing waits.</summary>
    public async Task CompareEndAsync()
    {
        Assert.Equal(new OutboxDepth(0, 0), await state.Outbox.MeasureAsync(None));
        Assert.Empty(await state.Stores.Harness.ListContentsAsync());
        Assert.Empty(await state.Archive.ListPendingAsync(DateTimeOffset.MaxValue, 10, None));
        state.LeftBehind.Clear();
        await CompareAsync();

        var history = await state.Archive.ListSessionsAsync(new(state.Teacher), None);
        Assert.Equal(
            state.Model.Sessions.Where(session => !session.IsDeleted).Select(session => session.Id).Order(),
            history.Select(session => session.Id).Order()
        );
        foreach (var session in state.Model.Sessions)
        {
            await CompareNamesAsync(session);
            await CompareTrailAsync(session);
        }
    }

    private async Task CompareAsync(Model.Session session)
    {
        var roster = await state.Sessions.ReadRosterAsync(session.Id, None);
        Assert.Equal(session.IsDeleted, roster is null);
        if (roster is null)
            return;
        Assert.Equal(
            (session.Start, session.End, session.CancelledAt, session.Version),
            (roster.Session.StartTime, roster.Session.EndTime, roster.Session.CancelledAt, roster.Session.Version)
        );
        Assert.Equal(
            session
                .Records.Where(record => !record.Value.State.IsDeleted)
                .Select(record => View.Of(record.Key, record.Value)),
            roster.Records.Where(record => !record.State.IsDeleted).Select(View.Of)
        );
    }

    /// <summary>A check that a record waits for has its entry and its pictures; no other check has pictures.</summary>
    private async Task CompareAsync(Check check)
    {
        var isWaiting = check.Session.IsWaitingFor(check.Id);
        if (isWaiting)
            Assert.NotNull(await state.Outbox.FindAsync(check.Id, None));
        if (!state.LeftBehind.Contains(check.Id))
            Assert.Equal(
                (check.Id, isWaiting),
                (check.Id, await state.Outbox.FindPicturesAsync(check.Id, None) is not null)
            );
    }

    /// <summary>A student has one name in the archive: the portal's, else one that was typed in some session.</summary>
    private async Task CompareNamesAsync(Model.Session session)
    {
        foreach (var record in (await state.Archive.ReadRosterAsync(session.Id, None))?.Records ?? [])
        {
            var number = record.StudentNumber;
            var possible = state.SignedIn.Contains(number)
                ? [ScenarioState.PortalName(number)]
                : state
                    .Model.Sessions.Select(each => each.Records.GetValueOrDefault(number)?.TypedName)
                    .OfType<string>();
            Assert.Contains(record.StudentName, possible);
        }
    }

    private async Task CompareTrailAsync(Model.Session session)
    {
        var trail = await state.Stores.Database.ReadAsync(
            (context, token) =>
                Task.FromResult(
                    context.Audit.Where(row => row.AttendanceId == session.Id).OrderBy(row => row.Version).ToList()
                ),
            None
        );
        Assert.Equal(
            session.Trail.Select(entry =>
                (entry.Version, state.Teacher, entry.Action, entry.Student, View.Of(entry.Before), View.Of(entry.After))
            ),
            trail.Select(row =>
                (
                    row.Version,
                    row.Actor,
                    row.Action.ToString(),
                    row.StudentNumber,
                    View.Of(row.Before),
                    View.Of(row.After)
                )
            )
        );
    }
}
