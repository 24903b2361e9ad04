using System.Net;
using System.Text.Json;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Faults;

/// <summary>The invariants after every fault, once all class sessions of a test have ended.</summary>
internal static class Aftermath
{
    /// <summary>
    /// A dead replica's lease (10 s), the next archiving round (15 s), and a slow machine.
    /// </summary>
    private static readonly TimeSpan LongestArchiving = TimeSpan.FromSeconds(90);

    /// <summary>
    /// Every request that was answered 2xx is in the history exactly once with its last decision, nothing deleted
    /// reappeared, no record is pending, and no key of an archived session is left in Redis.
    /// </summary>
    public static async Task IsCleanAsync(Stores stores, AttnProgram replica, params IReadOnlyList<ClassLedger> classes)
    {
        await NothingIsLeftInRedisAsync(stores);
        Assert.Equal(
            0,
            await stores.CountAsync(
                "SELECT count(*) FROM records WHERE fail_reason = 'FACE_RECOGNITION_PENDING' AND NOT is_deleted"
            )
        );
        foreach (var @class in classes)
        {
            using var teacher = @class.Teacher.At(replica.Url);
            Assert.Equal(@class.IsDeleted ? 0 : 1, (await teacher.HistoryAsync()).Count(id => id == @class.Id));
            var roster = await teacher.GetAsync($"/api/v1/teacher/attendances/{@class.Id}/records");
            if (@class.IsDeleted)
                Assert.Equal(HttpStatusCode.NotFound, roster.Status);
            else
                Compare(@class, roster.Expect(HttpStatusCode.OK).Body);
        }
    }

    private static async Task NothingIsLeftInRedisAsync(Stores stores)
    {
        IReadOnlyList<string> left = [];
        try
        {
            await Eventually.IsTrueAsync(
                async () => (left = await stores.KeysOfClassesAsync()).Count == 0,
                "Redis holds no class session",
                LongestArchiving
            );
        }
        catch (TimeoutException)
        {
            Assert.Empty(left);
        }
    }

    private static void Compare(ClassLedger @class, JsonElement roster)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var record in roster.EnumerateArray())
            Assert.True(
                said.TryAdd(Student(record), Decision(record)),
                $"{@class.Name}: {Student(record)} is there twice."
            );

        var lost = @class
            .Last.Where(last =>
                said.GetValueOrDefault(last.Key, ClassLedger.Deleted) is var now && !@class.Allows(last.Key, now)
            )
            .Select(last =>
                $"{@class.Name}: {last.Key} was answered \"{last.Value}\" and says "
                + $"\"{said.GetValueOrDefault(last.Key)}\""
            );
        AssertNone(lost);
        var invented = said.Where(now => !@class.Allows(now.Key, now.Value))
            .Select(now => $"{@class.Name}: nobody wrote {now.Key}, \"{now.Value}\"");
        AssertNone(invented);
    }

    private static void AssertNone(IEnumerable<string> faults)
    {
        List<string> all = [.. faults];
        Assert.True(all.Count == 0, string.Join('\n', all.Take(20)));
    }

    private static string Student(JsonElement record) =>
        record.GetProperty("student").GetProperty("user_school_number").GetString()!;

    private static string Decision(JsonElement record) =>
        record.GetProperty("is_attended").GetBoolean()
            ? ClassLedger.Present
            : record.GetProperty("fail_reason").GetString()!;
}
