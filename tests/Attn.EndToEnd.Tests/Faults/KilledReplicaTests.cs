using System.Net;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Faults;

/// <summary>A replica is killed while a large class checks in.</summary>
public sealed class KilledReplicaTests(FaultServers servers)
{
    [Fact]
    public async Task A_kill_while_500_students_check_in_loses_no_record()
    {
        const int count = 500;
        var stores = await servers.NewStoresAsync();
        await using var replicas = await Replicas.StartTwoAsync(stores, ("DEMO_STUDENTS", "500"));
        using var teacher = await Teacher.SignsInAsync(replicas[0].Url);
        var students = await Task.WhenAll(
            Enumerable.Range(1, count).Select(number => Student.SignsInAsync(replicas[number % 2].Url, number))
        );
        var @class = await ClassLedger.OpenAsync("five hundred", teacher);

        var broken = 0;
        var burst = students
            .Select(
                async (student, index) =>
                {
                    // Spread over two seconds, so that the kill hits some requests in flight.
                    await Task.Delay(index * TimeSpan.FromMilliseconds(4));
                    var was = await TryToAttendAsync(@class, student);
                    if (was is null)
                    {
                        // Like a phone: retry once; the balancer has noticed by then.
                        Interlocked.Increment(ref broken);
                        using var elsewhere = student.At(replicas[1].Url);
                        was = await TryToAttendAsync(@class, elsewhere);
                    }

                    return was;
                }
            )
            .ToList();
        await Eventually.IsTrueAsync(() => Task.FromResult(@class.Last.Count >= count / 5), "the burst is under way");
        await replicas[0].KillAsync();
        var ends = await Task.WhenAll(burst);

        Assert.All(ends, end => Assert.True(end is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{end}"));
        Assert.True(broken > 0, "Nobody was interrupted by the kill.");
        Assert.Equal(count, @class.Last.Count);
        Assert.True(await @class.TryToFinishAsync(replicas[1].Url));
        await Aftermath.IsCleanAsync(stores, replicas[1], @class);
        foreach (var student in students)
            student.Dispose();
    }

    /// <returns><c>null</c>: the connection broke before an answer.</returns>
    private static async Task<HttpStatusCode?> TryToAttendAsync(ClassLedger @class, Student student)
    {
        try
        {
            var answer = await student.AttendsAsync(@class.Id);
            if (answer.IsSuccess || answer.Code == "already_present")
                @class.Says(student.Number, ClassLedger.Present);
            return answer.Status;
        }
        catch (HttpRequestException)
        {
            @class.MaySay(student.Number, ClassLedger.Present);
            return null;
        }
    }
}
