using System.Globalization;
using System.Net;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Faults;

/// <summary>Verdicts and teachers' decisions that arrive at each step of the copy to the archive.</summary>
public sealed class VerdictTests(FaultServers servers)
{
    private const string Decided = "Held up a photograph";
    private const string TimedOut = "FACE_VERIFICATION_TIMEOUT";

    [Fact]
    public async Task Verdicts_and_decisions_count_before_during_and_after_the_copy_and_the_time_out()
    {
        string[] points = ["before-copy", "after-copy", "in-save", "after-save", "before-remove", "after-remove"];
        var stores = await servers.NewStoresAsync();
        await using var verifier = await PlayedVerifier.StartAsync();
        await using var replicas = await Replicas.StartDoomedAsync(
            stores,
            [.. points.Select(point => $"{point}:pause"), ""],
            ("FACE_VERIFIER_MICROSERVICE_URL", verifier.Url.ToString()),
            ("VERIFICATION_GRACE_SECONDS", "5"),
            ("DEMO_STUDENTS", "100")
        );
        var running = replicas[points.Length];
        var classes = new List<ClassWithSelfies>();
        for (var index = 0; index <= points.Length + 1; index++)
            classes.Add(
                await ClassWithSelfies.OpenAsync(
                    index < points.Length ? points[index] : $"no pause {index}",
                    replicas[Math.Min(index, points.Length)],
                    verifier,
                    index
                )
            );

        for (var index = 0; index < points.Length; index++)
        {
            var paused = replicas[index];
            await classes[index].Ledger.Teacher.FinishesAsync(classes[index].Ledger.Id);
            await Eventually.IsTrueAsync(
                () => Task.FromResult(paused.IsPaused),
                $"the worker is paused {points[index]}"
            );
            await classes[index].DecideAsync(running);
            await paused.ResumeAsync();
        }

        // The last class but one gets its verdicts when it is in the history, the last one when its checks have timed
        // out.
        var archived = classes[^2];
        await archived.Ledger.Teacher.FinishesAsync(archived.Ledger.Id);
        await archived.Ledger.Teacher.IsInHistoryAsync(archived.Ledger.Id);
        await archived.DecideAsync(running);
        var late = classes[^1];
        await late.Ledger.Teacher.FinishesAsync(late.Ledger.Id);
        await late.TimesOutAsync();
        await late.DecideAsync(running);

        await Aftermath.IsCleanAsync(stores, running, [.. classes.Select(@class => @class.Ledger)]);
    }

    /// <summary>
    /// A class with four selfies: one passes, one is refused, one is decided by the teacher, one never gets a verdict.
    /// </summary>
    private sealed class ClassWithSelfies
    {
        private readonly PlayedVerifier _verifier;
        private readonly List<PlayedVerifier.Request> _requests = [];

        private ClassWithSelfies(ClassLedger ledger, PlayedVerifier verifier)
        {
            Ledger = ledger;
            _verifier = verifier;
        }

        public ClassLedger Ledger { get; }

        public static async Task<ClassWithSelfies> OpenAsync(
            string name,
            AttnProgram replica,
            PlayedVerifier verifier,
            int index
        )
        {
            var teacher = await Teacher.SignsInAsync(replica.Url, index + 1);
            var @class = new ClassWithSelfies(await ClassLedger.OpenAsync(name, teacher, option: 3), verifier);
            for (var number = (index * 4) + 1; number <= (index * 4) + 4; number++)
            {
                using var student = await Student.SignsInAsync(replica.Url, number);
                (await student.AttendsAsync(@class.Ledger.Id, Selfies.Any())).Expect(HttpStatusCode.OK);
                @class._requests.Add(await verifier.WaitsForRequestOfAsync(student.Number));
                @class.Ledger.Says(student.Number, TimedOut);
            }

            return @class;
        }

        public async Task DecideAsync(AttnProgram replica)
        {
            Assert.Equal(HttpStatusCode.OK, await PostAsync(replica, _requests[0], passed: true));
            Ledger.Says(_requests[0].Student, ClassLedger.Present);
            Assert.Equal(HttpStatusCode.OK, await PostAsync(replica, _requests[1], passed: false));
            Ledger.Says(_requests[1].Student, "FACE_VERIFICATION_FAILED: faces");

            // The teacher's decision stands, whatever the verifier answers afterwards.
            using var teacher = Ledger.Teacher.At(replica.Url);
            (await teacher.FailsLaterAsync(Ledger.Id, _requests[2].Student, Decided)).Expect(HttpStatusCode.OK);
            Ledger.Says(_requests[2].Student, Decided);
            Assert.Equal(HttpStatusCode.OK, await PostAsync(replica, _requests[2], passed: true));

            // A second verdict changes nothing.
            Assert.Equal(HttpStatusCode.OK, await PostAsync(replica, _requests[0], passed: false));
        }

        public Task TimesOutAsync() =>
            Eventually.IsTrueAsync(
                async () =>
                    (await Ledger.Teacher.ListsAsync(Ledger.Id)).Values.All(record =>
                        record.GetProperty("fail_reason").GetString() == TimedOut
                    ),
                "all checks have timed out",
                TimeSpan.FromMinutes(4)
            );

        private async Task<HttpStatusCode> PostAsync(AttnProgram replica, PlayedVerifier.Request request, bool passed)
        {
            var webhook = new Uri(
                replica.Url,
                string.Create(CultureInfo.InvariantCulture, $"/api/v1/webhooks/verification-result/{request.Id}")
            );
            using var answer = await _verifier.PostAsync(webhook, PlayedVerifier.Verdict(request.Id, passed, "faces"));
            return answer.StatusCode;
        }
    }
}
