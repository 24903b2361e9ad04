using System.Net;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Faces;

/// <summary>The program and the real face service, each a process of its own; one of them dies in the middle.</summary>
public sealed class FaceServiceTests
{
    private const int Students = 12;

    /// <summary>A check that the service took and lost is sent again after a minute.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    [Fact]
    public async Task Every_student_gets_the_right_verdict_although_the_verifier_is_killed_in_the_middle()
    {
        await using var lesson = await Lesson.StartAsync();
        await lesson.AllAttendAsync();
        await Eventually.IsTrueAsync(
            async () => await lesson.CountSettledAsync() >= 2,
            "the first verdicts are there",
            Patience
        );

        await lesson.Verifier.KillAsync();
        Assert.True(await lesson.CountSettledAsync() < Students, "The verifier was done before it was killed.");
        await lesson.Verifier.StartAgainAsync();

        await lesson.EveryVerdictIsRightAsync();
    }

    [Fact]
    public async Task Every_student_gets_the_right_verdict_although_the_receiver_is_down_for_a_while()
    {
        await using var lesson = await Lesson.StartAsync();
        await lesson.AllAttendAsync();
        await Eventually.IsTrueAsync(
            async () => await lesson.CountSettledAsync() >= 1,
            "the first verdict is there",
            Patience
        );

        await lesson.Program.KillAsync();
        await Eventually.IsTrueAsync(
            () => Task.FromResult(lesson.Verifier.Output.Contains("could not be posted", StringComparison.Ordinal)),
            "a verdict finds nobody at home",
            Patience
        );
        await lesson.Program.StartAgainAsync();

        await lesson.EveryVerdictIsRightAsync();
    }

    /// <summary>A class in which every other student sends somebody else's face.</summary>
    private sealed class Lesson : IAsyncDisposable
    {
        private readonly DemoPhotos _photos = new DemoPhotos().OfAll(Students, SampleFaces.AnnaElsewhere);
        private readonly List<Student> _students = [];
        private Teacher? _teacher;
        private Guid _id;

        private Lesson() { }

        public AttnProgram Program { get; private set; } = null!;

        public FaceVerifierProgram Verifier { get; private set; } = null!;

        public static async Task<Lesson> StartAsync()
        {
            var lesson = new Lesson();
            var url = $"http://127.0.0.1:{FreePort.Find()}";
            lesson.Verifier = await FaceVerifierProgram.StartAsync(new(url), ("FACE_WORKERS", "1"));
            lesson.Program = await AttnProgram.StartAsync(
                ("ASPNETCORE_URLS", url),
                ("MAIN_APP_BASE_URL", url),
                ("WEBHOOK_REQUIRE_ID", "true"),
                ("DEMO_STUDENTS", "100"),
                ("FACE_VERIFIER_MICROSERVICE_URL", lesson.Verifier.Url.ToString()),
                lesson._photos.Setting
            );
            lesson._teacher = await Teacher.SignsInAsync(lesson.Program.Url);
            lesson._id = await lesson._teacher.OpensAsync(option: 3);
            for (var number = 1; number <= Students; number++)
                lesson._students.Add(await Student.SignsInAsync(lesson.Program.Url, number));
            return lesson;
        }

        public Task AllAttendAsync() =>
            Task.WhenAll(
                _students.Select(
                    async (student, index) =>
                    {
                        var record = (
                            await student.AttendsAsync(_id, IsAnna(index) ? SampleFaces.AnnaSmiling : SampleFaces.Berta)
                        ).Expect(HttpStatusCode.OK);
                        Assert.Equal(Waiting.Pending, record.Words("fail_reason"));
                    }
                )
            );

        public async Task<int> CountSettledAsync() =>
            (await _teacher!.ListsAsync(_id)).Values.Count(record =>
                record.GetProperty("fail_reason").GetString() != Waiting.Pending
            );

        public async Task EveryVerdictIsRightAsync()
        {
            for (var index = 0; index < Students; index++)
            {
                var record = await _students[index].ForVerdictAsync(_id, Patience);
                Assert.Equal(
                    IsAnna(index) ? null : "FACE_VERIFICATION_FAILED: faces do not match",
                    record.Words("fail_reason")
                );
                Assert.Equal(IsAnna(index), record.Flag("is_attended"));
                Assert.Equal(1, record["attempts"].GetInt32());
            }
        }

        public async ValueTask DisposeAsync()
        {
            await Program.DisposeAsync();
            await Verifier.DisposeAsync();
            _photos.Dispose();
            _teacher?.Dispose();
            foreach (var student in _students)
                student.Dispose();
        }

        private static bool IsAnna(int index) => index % 2 == 0;
    }
}
