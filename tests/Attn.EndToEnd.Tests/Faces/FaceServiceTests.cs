using System.Net;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Faces;

/// <summary>The program and the real face service are two processes, and one of them is killed in the middle.</summary>
public sealed class FaceServiceTests
{
    private const int Students = 12;

    /// <summary>A check that the service accepted and lost is submitted again after a minute.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(180);

    [Fact]
    public async Task Every_student_gets_the_right_verdict_although_the_verifier_is_killed_in_the_middle()
    {
        await using var classroom = await Classroom.StartAsync();
        await classroom.AllAttendAsync();
        await Eventually.IsTrueAsync(
            async () => await classroom.CountSettledAsync() >= 2,
            "the first verdicts are there",
            Timeout
        );

        await classroom.Verifier.KillAsync();
        Assert.True(await classroom.CountSettledAsync() < Students, "The verifier had finished before it was killed.");
        await classroom.Verifier.StartAgainAsync();

        await classroom.EveryVerdictIsRightAsync();
    }

    [Fact]
    public async Task Every_student_gets_the_right_verdict_although_the_program_is_down_for_a_while()
    {
        await using var classroom = await Classroom.StartAsync();
        await classroom.AllAttendAsync();
        await Eventually.IsTrueAsync(
            async () => await classroom.CountSettledAsync() >= 1,
            "the first verdict is there",
            Timeout
        );

        await classroom.Program.KillAsync();
        await Eventually.IsTrueAsync(
            () => Task.FromResult(classroom.Verifier.Output.Contains("could not be posted", StringComparison.Ordinal)),
            "a verdict could not be delivered",
            Timeout
        );
        await classroom.Program.StartAgainAsync();

        await classroom.EveryVerdictIsRightAsync();
    }

    /// <summary>A class in which every other student sends somebody else's face.</summary>
    private sealed class Classroom : IAsyncDisposable
    {
        private readonly DemoPhotos _photos = new DemoPhotos().OfAll(Students, SampleFaces.AnnaElsewhere);
        private readonly List<Student> _students = [];
        private Teacher? _teacher;
        private Guid _id;

        private Classroom() { }

        public AttnProgram Program { get; private set; } = null!;

        public FaceVerifierProgram Verifier { get; private set; } = null!;

        public static async Task<Classroom> StartAsync()
        {
            var classroom = new Classroom();
            var url = $"http://127.0.0.1:{FreePort.Find()}";
            classroom.Verifier = await FaceVerifierProgram.StartAsync(new(url), ("FACE_WORKERS", "1"));
            classroom.Program = await AttnProgram.StartAsync(
                ("ASPNETCORE_URLS", url),
                ("MAIN_APP_BASE_URL", url),
                ("WEBHOOK_REQUIRE_ID", "true"),
                ("DEMO_STUDENTS", "100"),
                ("FACE_VERIFIER_MICROSERVICE_URL", classroom.Verifier.Url.ToString()),
                classroom._photos.Setting
            );
            classroom._teacher = await Teacher.SignsInAsync(classroom.Program.Url);
            classroom._id = await classroom._teacher.OpensAsync(option: 3);
            for (var number = 1; number <= Students; number++)
                classroom._students.Add(await Student.SignsInAsync(classroom.Program.Url, number));
            return classroom;
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
                var record = await _students[index].ForVerdictAsync(_id, Timeout);
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
