using System.Diagnostics;
using System.Net;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests;

/// <summary>Runs the commands of docs/operations.md as written: lost data comes back.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("attn-backup-").FullName;

    [Fact]
    public async Task Embedded_store_is_restored_from_its_backup()
    {
        await using var program = await AttnProgram.StartAsync(("ATTN_DATA", Path.Combine(_folder, "data")));
        using var held = await HeldSessions.StartAsync(program);

        Assert.Contains("ok", await RunAsync("embedded backup"), StringComparison.Ordinal);
        await program.StopAsync();
        File.WriteAllText(Path.Combine(_folder, "data", "attn.db"), "a disk full of nonsense");
        await RunAsync("embedded restore");
        await program.StartAgainAsync();

        await held.IsThereAsync(program.Url);
    }

    [Fact]
    public async Task PostgreSQL_and_Redis_are_restored_from_their_backups()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var redis = await RedisServer.StartAsync();
        var database = postgres.UrlOf(await postgres.CreateDatabaseAsync());
        await using var program = await AttnProgram.StartAsync(
            ("DATABASE_URL", database),
            ("APPLICATION_REDIS_URL", redis.UrlOf())
        );
        using var held = await HeldSessions.StartAsync(program);

        await RunAsync("servers backup", ("DATABASE_URL", database), ("APPLICATION_REDIS_URL", redis.UrlOf()));
        // This change after the backup must be gone after the restore.
        await held.LosesARecordAsync();
        await program.StopAsync();
        await redis.StopAsync();

        // The history is restored over the existing data, Redis on another machine that holds other data.
        await RunAsync("history restore", ("DATABASE_URL", database));
        await using var another = await RedisServer.StartAsync("--appendonly", "no");
        await another.StopAsync();
        Directory.CreateDirectory(Path.Combine(another.Folder, "appendonlydir"));
        await RunAsync("redis restore", ("REDIS_FOLDER", another.Folder));
        await another.StartAgainAsync();
        Assert.Equal("OK", (await RunAsync("redis appends again", ("APPLICATION_REDIS_URL", another.UrlOf()))).Trim());
        await program.StartAgainAsync(("APPLICATION_REDIS_URL", another.UrlOf()));

        await held.IsThereAsync(program.Url);
        Assert.True(Directory.Exists(Path.Combine(another.Folder, "appendonlydir")));
    }

    [Fact]
    public async Task History_is_restored_into_an_empty_database()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var redis = await RedisServer.StartAsync();
        var database = postgres.UrlOf(await postgres.CreateDatabaseAsync());
        await using var program = await AttnProgram.StartAsync(
            ("DATABASE_URL", database),
            ("APPLICATION_REDIS_URL", redis.UrlOf())
        );
        using var held = await HeldSessions.StartAsync(program);

        await RunAsync("servers backup", ("DATABASE_URL", database), ("APPLICATION_REDIS_URL", redis.UrlOf()));
        await program.StopAsync();
        var empty = postgres.UrlOf(await postgres.CreateDatabaseAsync());
        await RunAsync("history restore", ("DATABASE_URL", empty));
        await program.StartAgainAsync(("DATABASE_URL", empty));

        await held.IsThereAsync(program.Url);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> RunAsync(string name, params (string Variable, string Value)[] environment)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", CommandsOf(name)])
        {
            WorkingDirectory = _folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (variable, value) in environment)
            start.Environment[variable] = value;
        using var shell = Process.Start(start)!;
        var errors = shell.StandardError.ReadToEndAsync();
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        Assert.True(
            shell.ExitCode == 0,
            $"'{name}' of docs/operations.md ended with {shell.ExitCode}: {output}{await errors}"
        );
        return output;
    }

    /// <summary>The block of the document below the comment with this name.</summary>
    private static string CommandsOf(string name)
    {
        var parts = File.ReadAllText(Repository.PathOf("docs/operations.md"))
            .Split($"<!-- tested: {name} -->\n```sh\n");
        Assert.True(parts.Length == 2, $"docs/operations.md has {parts.Length - 1} blocks '{name}'.");
        return parts[1][..parts[1].IndexOf("```", StringComparison.Ordinal)];
    }

    /// <summary>A class session in the history and a live one, each with the same student.</summary>
    private sealed class HeldSessions(Teacher teacher, Student student, Guid past, Guid live) : IDisposable
    {
        public static async Task<HeldSessions> StartAsync(AttnProgram program)
        {
            var teacher = await Teacher.SignsInAsync(program.Url);
            var student = await Student.SignsInAsync(program.Url, 1);
            var past = await teacher.OpensAsync("Algebra");
            (await student.AttendsAsync(past)).Expect(HttpStatusCode.OK);
            await teacher.FinishesAsync(past);
            await teacher.IsInHistoryAsync(past);
            var live = await teacher.OpensAsync();
            (await student.AttendsAsync(live)).Expect(HttpStatusCode.OK);
            return new(teacher, student, past, live);
        }

        public async Task LosesARecordAsync() =>
            (await teacher.DeletesRecordAsync(past, student.Number, "entered by mistake")).Expect(
                HttpStatusCode.NoContent
            );

        public async Task IsThereAsync(Uri url)
        {
            using var same = teacher.At(url);
            Assert.Equal([student.Number], (await same.ListsAsync(past)).Keys);
            Assert.Equal([student.Number], (await same.ListsAsync(live)).Keys);
            Assert.Equal(live, (await same.FindsLiveAsync())["attendance_id"].GetGuid());
        }

        public void Dispose()
        {
            teacher.Dispose();
            student.Dispose();
        }
    }
}
