using System.Net;
using System.Net.Sockets;
using System.Text;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>Live views of the real program.</summary>
public sealed class LiveViewTests(RunningProgram program) : IClassFixture<RunningProgram>
{
    [Fact]
    public async Task A_teacher_sees_the_roster_and_then_every_change_up_to_the_end()
    {
        using var teacher = await program.TeacherAsync();
        using var first = await program.StudentAsync();
        using var second = await program.StudentAsync();
        var id = await teacher.OpensAsync();
        (await first.AttendsAsync(id)).Expect(HttpStatusCode.OK);

        await using var events = await teacher.WatchesAsync(id);
        Assert.Equal("text/event-stream", events.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["no"], events.Response.Headers.GetValues("X-Accel-Buffering"));
        Assert.True(events.Response.Headers.CacheControl?.NoStore);
        var snapshot = await events.NextAsync("snapshot");
        Assert.Equal(["session", "records"], snapshot.Data.EnumerateObject().Select(field => field.Name));
        Assert.Equal(
            first.Number,
            Assert
                .Single(snapshot.Data.GetProperty("records").EnumerateArray())
                .GetProperty("student")
                .GetProperty("user_school_number")
                .GetString()
        );
        Assert.Equal(id, snapshot.Data.GetProperty("session").GetProperty("attendance_id").GetGuid());

        (await second.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        (await teacher.FailsAsync(id, second.Number, "Left at once")).Expect(HttpStatusCode.OK);
        (await teacher.AddsAsync(id, "4711", "Ayşe Yılmaz")).Expect(HttpStatusCode.Created);
        (await teacher.UndoesAsync(id, "4711")).Expect(HttpStatusCode.OK);
        (await teacher.ExtendsAsync(id, TimeProvider.System.GetUtcNow().AddHours(1))).Expect(HttpStatusCode.OK);
        await teacher.FinishesAsync(id);

        var rest = await events.RestAsync();
        Assert.Equal(["record", "record", "record", "removed", "session", "session"], rest.Select(each => each.Name));
        Assert.Equal(Enumerable.Range(1, 6).Select(step => snapshot.Id + step), rest.Select(each => each.Id));
        Assert.Equal([second.Number, second.Number, "4711", "4711"], rest.Take(4).Select(each => each.Student));
        Assert.Equal("Left at once", rest[1].Data.GetProperty("fail_reason").GetString());
        Assert.Equal([true, false], rest.Skip(4).Select(each => each.Data.GetProperty("is_live").GetBoolean()));
    }

    [Fact]
    public async Task A_reader_that_reconnects_gets_the_missed_changes_once()
    {
        using var teacher = await program.TeacherAsync();
        using var first = await program.StudentAsync();
        using var second = await program.StudentAsync();
        var id = await teacher.OpensAsync();
        (await first.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        (await teacher.AddsAsync(id, "4711", "Ayşe Yılmaz")).Expect(HttpStatusCode.Created);
        var seen = (await WatchOnceAsync(teacher, id)).Id;

        (await teacher.UndoesAsync(id, "4711")).Expect(HttpStatusCode.OK);
        (await second.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        (await teacher.FailsAsync(id, second.Number, "Left at once")).Expect(HttpStatusCode.OK);

        await using var events = await teacher.WatchesAsync(id, seen);
        Assert.Equal(("4711", seen + 1), await StudentOfAsync(events, "removed"));
        Assert.Equal((second.Number, seen + 3), await StudentOfAsync(events, "record"));
        await events.NextAsync("session");
        (await teacher.AcceptsAsync(id, first.Number)).Expect(HttpStatusCode.OK);
        Assert.Equal((first.Number, seen + 4), await StudentOfAsync(events, "record"));

        // Nothing has changed since, so the next event is the next change.
        await using var upToDate = await teacher.WatchesAsync(id, seen + 4);
        (await teacher.AcceptsAsync(id, second.Number)).Expect(HttpStatusCode.OK);
        Assert.Equal((second.Number, seen + 5), await StudentOfAsync(upToDate, "record"));
        // A version that does not exist: the store has lost its last second.
        Assert.Equal("snapshot", (await WatchOnceAsync(teacher, id, seen + 1000)).Name);
        await teacher.FinishesAsync(id);
    }

    [Fact]
    public async Task A_session_that_has_ended_sends_a_snapshot_and_ends_live_and_archived()
    {
        using var teacher = await program.TeacherAsync();
        using var student = await program.StudentAsync();
        var id = await teacher.OpensAsync();
        (await student.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        await teacher.FinishesAsync(id);
        await EndsAtOnceAsync();
        await teacher.IsInHistoryAsync(id);
        await EndsAtOnceAsync();

        async Task EndsAtOnceAsync()
        {
            foreach (var last in new long?[] { null, 1 })
            {
                await using var events = await teacher.WatchesAsync(id, last);
                var all = await events.RestAsync();
                Assert.Equal(["snapshot", "session"], all.Select(each => each.Name));
                Assert.Single(all[0].Data.GetProperty("records").EnumerateArray());
                Assert.False(all[1].Data.GetProperty("is_live").GetBoolean());
            }
        }
    }

    [Fact]
    public async Task A_student_sees_only_their_own_record()
    {
        using var teacher = await program.TeacherAsync();
        using var student = await program.StudentAsync();
        using var other = await program.StudentAsync();
        var id = await teacher.OpensAsync();
        await using var events = await student.WatchesAsync(id);
        var snapshot = await events.NextAsync("snapshot");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, snapshot.Data.GetProperty("record").ValueKind);
        Assert.False(snapshot.Data.GetProperty("session").TryGetProperty("ip_address", out _));

        (await other.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        (await student.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        (await teacher.FailsAsync(id, other.Number, "Left at once")).Expect(HttpStatusCode.OK);
        (await teacher.FailsAsync(id, student.Number, "Was seen leaving")).Expect(HttpStatusCode.OK);
        await teacher.FinishesAsync(id);

        var rest = await events.RestAsync();
        Assert.Equal(["record", "record", "session"], rest.Select(each => each.Name));
        Assert.All(rest.Take(2), each => Assert.Equal(student.Number, each.Student));
        Assert.All(rest, each => Assert.DoesNotContain(other.Number, each.Data.GetRawText(), StringComparison.Ordinal));
        Assert.False(rest[2].Data.TryGetProperty("ip_address", out _));
        await using var later = await student.WatchesAsync(id, snapshot.Id);
        Assert.All(
            await later.RestAsync(),
            each => Assert.DoesNotContain(other.Number, each.Data.GetRawText(), StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_session_that_is_unknown_or_another_teachers_cannot_be_watched()
    {
        using var teacher = await program.TeacherAsync();
        using var student = await program.StudentAsync();
        using var owner = await program.TeacherAsync();
        var unknown = Guid.NewGuid();
        foreach (var id in new[] { unknown, await owner.OpensAsync() })
            Assert.Equal(
                "Attendance not found or you are not authorized to access it.",
                (await teacher.GetAsync($"/api/v1/teacher/attendances/{id}/events"))
                    .Expect(HttpStatusCode.NotFound, "not_found")
                    .Detail
            );
        (await student.GetAsync($"/api/v1/student/attendances/{unknown}/events")).Expect(
            HttpStatusCode.NotFound,
            "not_found"
        );
        (await teacher.GetAsync("/api/v1/teacher/attendances/7/events")).Expect(
            HttpStatusCode.UnprocessableEntity,
            "not_valid"
        );
    }

    [Fact]
    public async Task The_eleventh_stream_of_a_login_is_refused_until_one_is_closed()
    {
        using var teacher = await program.TeacherAsync();
        var id = await teacher.OpensAsync();
        var open = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => teacher.WatchesAsync(id)));
        var refused = (await teacher.GetAsync($"/api/v1/teacher/attendances/{id}/events")).Expect(
            HttpStatusCode.TooManyRequests,
            "too_many_live_views"
        );
        Assert.True(refused.Response.Headers.RetryAfter?.Delta > TimeSpan.Zero);

        await open[0].DisposeAsync();
        await Eventually.IsTrueAsync(
            async () =>
            {
                try
                {
                    await WatchOnceAsync(teacher, id);
                    return true;
                }
                catch (InvalidOperationException)
                {
                    return false;
                }
            },
            "a permit is free"
        );
        foreach (var each in open)
            await each.DisposeAsync();
        await teacher.FinishesAsync(id);
    }

    [Fact]
    public async Task A_reader_that_does_not_read_is_dropped_and_delays_nobody()
    {
        using var teacher = await program.TeacherAsync();
        var id = await teacher.OpensAsync();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            ReceiveBufferSize = 4096,
        };
        await socket.ConnectAsync("127.0.0.1", program.Url.Port);
        await socket.SendAsync(
            Encoding.ASCII.GetBytes(
                $"GET /api/v1/teacher/attendances/{id}/events HTTP/1.1\r\nHost: localhost\r\n"
                    + $"Authorization: Bearer {teacher.Token}\r\n\r\n"
            )
        );
        await using var reads = await teacher.WatchesAsync(id);
        await reads.NextAsync("snapshot");

        // Enough to fill every buffer on the way and the queue behind them.
        var students = Enumerable.Range(1, 500).Select(number => $"s{number}").ToList();
        await Parallel.ForEachAsync(
            students,
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (student, _) =>
                (await teacher.AddsAsync(id, student, new string('x', 200))).Expect(HttpStatusCode.Created)
        );
        var reading = Task.Run(async () =>
        {
            var heard = 0;
            while (await reads.NextAsync() is { Name: "record" })
                heard++;
            return heard;
        });
        const int rounds = 24;
        for (var round = 0; round < rounds; round++)
        {
            (
                await teacher.PostAsync(
                    $"/api/v1/teacher/attendances/{id}/records/bulk",
                    new
                    {
                        action = "fail",
                        students,
                        reason = new string('y', 490),
                    }
                )
            ).Expect(HttpStatusCode.OK);
        }

        // Dropped: what the buffers hold can be read, then the connection ends or is reset, though the session goes on.
        var buffer = new byte[1 << 16];
        var left = 0L;
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            for (int length; (length = await socket.ReceiveAsync(buffer, timeout.Token)) > 0; )
                left += length;
        }
        catch (SocketException)
        {
            // A reset.
        }

        Assert.InRange(left, 1, rounds * 500L * 500);
        await teacher.FinishesAsync(id);
        Assert.Equal(500 * (rounds + 1), await reading);
    }

    [Fact]
    public async Task Stopping_the_program_ends_its_streams_at_once()
    {
        await using var own = await AttnProgram.StartAsync();
        using var teacher = await Teacher.SignsInAsync(own.Url);
        await using var events = await teacher.WatchesAsync(await teacher.OpensAsync());
        await events.NextAsync("snapshot");
        var startedAt = TimeProvider.System.GetTimestamp();
        await own.StopAsync();
        Assert.InRange(TimeProvider.System.GetElapsedTime(startedAt), TimeSpan.Zero, TimeSpan.FromSeconds(15));
        Assert.Null(await events.NextAsync());
    }

    private static async Task<(string Student, long Id)> StudentOfAsync(LiveEvents events, string name)
    {
        var next = await events.NextAsync(name);
        return (next.Student, next.Id);
    }

    private static async Task<LiveEvent> WatchOnceAsync(Teacher teacher, Guid id, long? lastEventId = null)
    {
        await using var events = await teacher.WatchesAsync(id, lastEventId);
        return await events.NextAsync() ?? throw new InvalidOperationException("The stream has ended.");
    }
}
