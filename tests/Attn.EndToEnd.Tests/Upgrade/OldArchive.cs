using System.Data.Common;
using System.Globalization;
using Attn.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Attn.EndToEnd.Tests.Upgrade;

/// <summary>An archive as the version before courses left it, written past the program.</summary>
internal sealed class OldArchive : IAsyncDisposable
{
    /// <summary>The last migration of that version.</summary>
    private const int LastMigration = 6;

    private readonly DbConnection _connection;

    private OldArchive(DbConnection connection) => _connection = connection;

    private bool IsSqlite => _connection is SqliteConnection;

    public static async Task<OldArchive> CreateAsync(SqliteConnection connection)
    {
        var archive = new OldArchive(connection);
        await connection.OpenAsync();
        await archive.ExecuteAsync(
            "CREATE TABLE schema_version (scope TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, "
                + "applied_at TEXT NOT NULL, PRIMARY KEY (scope, number)) STRICT"
        );
        await archive.MigrateAsync("src/Attn.Storage/Sqlite/Migrations/Archive");
        return archive;
    }

    public static async Task<OldArchive> CreateAsync(NpgsqlConnection connection)
    {
        var archive = new OldArchive(connection);
        await connection.OpenAsync();
        await archive.ExecuteAsync(
            "CREATE TABLE schema_version (number integer PRIMARY KEY, name text NOT NULL, "
                + "applied_at timestamptz NOT NULL DEFAULT clock_timestamp())"
        );
        await archive.MigrateAsync("src/Attn.Storage/Postgres/Migrations");
        return archive;
    }

    public async Task WriteAsync(OldUniversity university)
    {
        await using var transaction = await _connection.BeginTransactionAsync();
        foreach (var (number, name) in university.Students)
            await InsertAsync(
                "users",
                ("number", number),
                ("full_name", name),
                ("role", "Student"),
                ("is_from_portal", true),
                ("known_at", university.Lessons[0].Sessions[0].Start)
            );
        foreach (var lesson in university.Lessons)
        {
            await WritePlanAsync(lesson);
            foreach (var session in lesson.Sessions)
                await WriteSessionAsync(lesson, session);
        }

        await transaction.CommitAsync();
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task WritePlanAsync(OldLesson lesson)
    {
        if (lesson.Plan is not { } plan)
            return;
        await InsertAsync(
            "lesson_plans",
            ("teacher_number", lesson.Teacher),
            ("lesson_key", lesson.Key),
            ("lesson_name", lesson.Name),
            ("planned_sessions", plan.Sessions),
            ("hours_per_session", plan.Hours),
            ("kind", plan.IsPractice ? "Practice" : "Theory"),
            ("changed_at", plan.ChangedAt)
        );
        foreach (var student in lesson.List)
            await InsertAsync(
                "class_lists",
                ("teacher_number", lesson.Teacher),
                ("lesson_key", lesson.Key),
                ("student_number", student),
                ("student_name", $"Listed {student}")
            );
    }

    private async Task WriteSessionAsync(OldLesson lesson, OldSession session)
    {
        await InsertAsync(
            "attendances",
            ("id", session.Id),
            ("teacher_number", lesson.Teacher),
            ("teacher_name", $"Name of {lesson.Teacher}"),
            ("lesson_name", lesson.Name),
            ("lesson_key", lesson.Key),
            ("start_time", session.Start),
            ("end_time", session.End),
            ("security_option", 1),
            ("late_after_minutes", session.LateAfter),
            ("require_code", false),
            ("version", 3L),
            ("deleted_at", session.IsDeleted ? session.End.AddDays(1) : null)
        );
        foreach (var (student, word) in session.Words)
            await WriteRecordAsync(session, student, word);
    }

    private Task WriteRecordAsync(OldSession session, string student, string word)
    {
        var isAttended = word is "present" or "late" or "deleted";
        return InsertAsync(
            "records",
            ("attendance_id", session.Id),
            ("student_number", student),
            ("student_name", $"Record of {student}"),
            ("name_is_from_portal", true),
            ("is_attended", isAttended),
            ("attendance_time", isAttended ? session.Start.AddMinutes(word == "late" ? 25 : 5) : null),
            ("fail_reason", isAttended ? null : "In the teacher's words"),
            ("decided_by", isAttended ? "System" : "Teacher"),
            ("excused", word == "excused"),
            ("note", word == "excused" ? "In the teacher's words" : null),
            ("is_deleted", word == "deleted"),
            ("attempts", 1),
            ("refused_comparisons", 0),
            ("updated_at", session.End),
            ("version", 2L)
        );
    }

    private async Task MigrateAsync(string folder)
    {
        foreach (var file in Directory.GetFiles(Repository.PathOf(folder), "*.sql").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            var number = int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture);
            if (number > LastMigration)
                return;
            await ExecuteAsync(await File.ReadAllTextAsync(file));
            if (IsSqlite)
                await InsertAsync(
                    "schema_version",
                    ("scope", "archive"),
                    ("number", number),
                    ("name", name),
                    ("applied_at", "2026-06-01")
                );
            else
                await InsertAsync("schema_version", ("number", number), ("name", name));
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private async Task InsertAsync(string table, params (string Column, object? Value)[] row)
    {
        await using var command = _connection.CreateCommand();
        var columns = string.Join(", ", row.Select(each => each.Column));
        command.CommandText =
            $"INSERT INTO {table} ({columns}) VALUES ({string.Join(", ", row.Select(each => $"@{each.Column}"))})";
        foreach (var (column, value) in row)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@{column}";
            parameter.Value = (IsSqlite ? ForSqlite(value) : ForPostgres(value)) ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync();
    }

    private static object? ForSqlite(object? value) =>
        value switch
        {
            Guid id => id.ToString("D"),
            DateTimeOffset time => time.ToUnixTimeMilliseconds(),
            bool flag => flag ? 1 : 0,
            decimal number => number.ToString(CultureInfo.InvariantCulture),
            _ => value,
        };

    private static object? ForPostgres(object? value) => value is DateTimeOffset time ? time.UtcDateTime : value;
}
