using System.Net;
using System.Text.Json;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Faults;

/// <summary>
/// Two API processes on one Redis and one PostgreSQL are one service. Every test has teachers and students of its
/// own.
/// </summary>
public sealed class ReplicaTests(ReplicaTests.TwoReplicas two) : IClassFixture<ReplicaTests.TwoReplicas>
{
    private Uri Here => two.Replicas[0].Url;

    private Uri There => two.Replicas[1].Url;

    [Fact]
    public async Task Replicas_share_logins()
    {
        using var here = await Student.SignsInAsync(Here, 1);
        using var there = here.At(There);
        using var another = await Student.SignsInAsync(There, 1);
        Assert.Equal(HttpStatusCode.OK, (await there.FindsAsync("Nothing", "Nobody")).Status);

        (await there.PostAsync("/api/v1/auth/logout")).Expect(HttpStatusCode.NoContent);
        Assert.Equal(HttpStatusCode.Unauthorized, (await here.FindsAsync("Nothing", "Nobody")).Status);
        Assert.Equal(HttpStatusCode.OK, (await another.FindsAsync("Nothing", "Nobody")).Status);
    }

    [Fact]
    public async Task Replicas_share_class_sessions_and_a_teacher_has_one()
    {
        using var here = await Teacher.SignsInAsync(Here, 2);
        using var there = here.At(There);
        var @class = await ClassLedger.OpenAsync("shared", here);
        Assert.Equal(@class.Id, (await there.FindsLiveAsync())["attendance_id"].GetGuid());
        var second = await there.TriesToOpenAsync(
            new
            {
                lesson_name = "Calculus",
                end_time = TimeProvider.System.GetUtcNow().AddHours(1),
                security_option = 1,
            }
        );
        Assert.Equal(
            "You already have an active attendance session. Please end it first.",
            second.Expect(HttpStatusCode.BadRequest).Detail
        );

        using var student = await Student.SignsInAsync(There, 2);
        (await student.AttendsAsync(@class.Id)).Expect(HttpStatusCode.OK);
        (await here.FailsAsync(@class.Id, student.Number, "Left after five minutes")).Expect(HttpStatusCode.OK);
        @class.Says(student.Number, "Left after five minutes");
        Assert.Equal("Left after five minutes", (await student.StatusAsync(@class.Id)).Words("fail_reason"));

        await there.FinishesAsync(@class.Id);
        Assert.Equal(JsonValueKind.Null, (await here.FindsLiveAsync()).Body.ValueKind);
        await Aftermath.IsCleanAsync(two.Replicas.Stores, two.Replicas[0], @class);
    }

    [Fact]
    public async Task Replicas_share_rate_limits()
    {
        using var here = await Teacher.SignsInAsync(Here, 3);
        using var there = here.At(There);
        var unknown = Guid.CreateVersion7();
        var answers = new List<HttpStatusCode>();
        for (var turn = 0; turn < 3; turn++)
        {
            answers.Add((await here.TriesToFinishAsync(unknown)).Status);
            answers.Add((await there.TriesToFinishAsync(unknown)).Status);
        }

        // Five a minute over both replicas.
        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.NotFound, 5), HttpStatusCode.TooManyRequests], answers);
    }

    [Fact]
    public async Task Replicas_share_the_outbox()
    {
        using var teacher = await Teacher.SignsInAsync(Here, 4);
        var @class = await ClassLedger.OpenAsync("outbox", teacher, option: 3);
        using var student = await Student.SignsInAsync(Here, 4);
        two.Verifier.Refusal = HttpStatusCode.ServiceUnavailable;
        (await student.AttendsAsync(@class.Id, Selfies.Any())).Expect(HttpStatusCode.OK);
        await Eventually.IsTrueAsync(
            () => Task.FromResult(two.Verifier.Refusals > 0),
            "the verifier was asked in vain"
        );

        // The replica that took the picture is paused. The other one sends it, at the latest when the lease ends
        // (20 s), and receives the verdict.
        await using var sleep = await Sleep.OfAsync(two.Replicas[0]);
        two.Verifier.Refusal = null;
        var request = await two.Verifier.WaitsForRequestOfAsync(student.Number, TimeSpan.FromMinutes(4));
        using var verdict = await two.Verifier.PostAsync(
            new(There, $"/api/v1/webhooks/verification-result/{request.Id}"),
            PlayedVerifier.Verdict(request.Id, passed: true, "faces match")
        );
        Assert.Equal(HttpStatusCode.OK, verdict.StatusCode);
        using var there = student.At(There);
        Assert.True((await there.StatusAsync(@class.Id)).Expect(HttpStatusCode.OK).Flag("is_attended"));
        @class.Says(student.Number, ClassLedger.Present);

        Assert.True(await @class.TryToFinishAsync(There));
        await Aftermath.IsCleanAsync(two.Replicas.Stores, two.Replicas[1], @class);
    }

    [Fact]
    public async Task Replicas_share_archiving()
    {
        using var teacher = await Teacher.SignsInAsync(Here, 5);
        using var student = await Student.SignsInAsync(Here, 5);
        var @class = new ClassLedger("left behind", teacher, await teacher.OpensAsync(minutes: 1.0 / 30));
        (await student.AttendsAsync(@class.Id)).Expect(HttpStatusCode.OK);
        @class.Says(student.Number, ClassLedger.Present);

        // Only this replica knows when the class ends, and it is paused then.
        await using var sleep = await Sleep.OfAsync(two.Replicas[0]);
        await Aftermath.IsCleanAsync(two.Replicas.Stores, two.Replicas[1], @class);
    }

    /// <summary>A paused replica, resumed however the test ends.</summary>
    private sealed class Sleep(AttnProgram replica) : IAsyncDisposable
    {
        public static async Task<Sleep> OfAsync(AttnProgram replica)
        {
            await replica.PauseAsync();
            return new(replica);
        }

        public async ValueTask DisposeAsync() => await replica.ResumeAsync();
    }

    /// <summary>Two replicas with the ordinary rate limits.</summary>
    public sealed class TwoReplicas(FaultServers servers) : IAsyncLifetime
    {
        private Replicas? _replicas;
        private PlayedVerifier? _verifier;

        internal Replicas Replicas => _replicas!;

        internal PlayedVerifier Verifier => _verifier!;

        public async ValueTask InitializeAsync()
        {
            _verifier = await PlayedVerifier.StartAsync();
            _replicas = await Replicas.StartTwoAsync(
                await servers.NewStoresAsync(),
                ("FACE_VERIFIER_MICROSERVICE_URL", _verifier.Url.ToString()),
                ("RATE_LIMIT_FACTOR", "1")
            );
        }

        public async ValueTask DisposeAsync()
        {
            if (_replicas is not null)
                await _replicas.DisposeAsync();
            if (_verifier is not null)
                await _verifier.DisposeAsync();
        }
    }
}
