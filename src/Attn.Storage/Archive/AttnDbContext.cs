using System.Text.Json;
using Attn.Domain;
using Attn.Storage.Archive.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Attn.Storage.Archive;

/// <summary>The archive's tables. The schema itself is in <c>Schema/</c>: names here are those of the rows' properties in snake_case.</summary>
internal sealed class AttnDbContext : DbContext
{
    private static readonly string UpsertUser = CopyTables.Users.Upsert("VALUES ({0}, {1}, {2}, {3}, {4})");

    /// <summary>The same name again is written, too, where the last time is so long ago that it would soon count as forgotten.</summary>
    private static readonly string UpsertSignedIn =
        UpsertUser + " OR (excluded.is_from_portal AND users.known_at < {5})";

    private const string UpsertGivenConsent = """
        INSERT INTO consents (student_number, text_version, consented_at, withdrawn_at) VALUES ({0}, {1}, {2}, NULL)
        ON CONFLICT (student_number) DO UPDATE
        SET text_version = excluded.text_version, consented_at = excluded.consented_at, withdrawn_at = NULL
        WHERE consents.withdrawn_at IS NOT NULL OR consents.text_version <> excluded.text_version
        """;

    private const string UpsertWithdrawnConsent = """
        INSERT INTO consents (student_number, text_version, consented_at, withdrawn_at) VALUES ({0}, {1}, NULL, {2})
        ON CONFLICT (student_number) DO UPDATE SET withdrawn_at = excluded.withdrawn_at WHERE consents.withdrawn_at IS NULL
        """;

    private static readonly ValueConverter TimeAsTime = new ValueConverter<DateTimeOffset, DateTimeOffset>(
        time => ArchiveTime.Truncate(time),
        time => time
    );

    private static readonly ValueConverter TimeAsMilliseconds = new ValueConverter<DateTimeOffset, long>(
        time => time.ToUnixTimeMilliseconds(),
        time => DateTimeOffset.FromUnixTimeMilliseconds(time)
    );

    /// <summary>Lower case, as on the wire; text in this form has the order of the ids.</summary>
    private static readonly ValueConverter IdAsText = new ValueConverter<Guid, string>(
        id => id.ToString("D"),
        text => Guid.ParseExact(text, "D")
    );

    private const string UpsertPlan = """
        INSERT INTO lesson_plans (teacher_number, lesson_key, lesson_name, planned_sessions, hours_per_session, kind, changed_at)
        VALUES ({0}, {1}, {2}, {3}, {4}, {5}, {6})
        ON CONFLICT (teacher_number, lesson_key) DO UPDATE
        SET lesson_name = excluded.lesson_name, planned_sessions = excluded.planned_sessions, hours_per_session = excluded.hours_per_session,
            kind = excluded.kind, changed_at = excluded.changed_at
        """;

    private const string TouchPlan = """
        INSERT INTO lesson_plans (teacher_number, lesson_key, lesson_name, hours_per_session, kind, changed_at) VALUES ({0}, {1}, {2}, {3}, {4}, {5})
        ON CONFLICT (teacher_number, lesson_key) DO UPDATE SET changed_at = excluded.changed_at
        """;

    public AttnDbContext(DbContextOptions<AttnDbContext> options)
        : base(options)
    {
        // Every change is one transaction of ours and is taken back as a whole.
        Database.AutoSavepointsEnabled = false;
    }

    public DbSet<UserRow> Users => Set<UserRow>();

    public DbSet<AttendanceRow> Attendances => Set<AttendanceRow>();

    public DbSet<RecordRow> Records => Set<RecordRow>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    public DbSet<ConsentRow> Consents => Set<ConsentRow>();

    public DbSet<LessonPlanRow> LessonPlans => Set<LessonPlanRow>();

    public DbSet<ClassListRow> ClassLists => Set<ClassListRow>();

    /// <summary>Sessions that are not deleted: the only way to look any up.</summary>
    public IQueryable<AttendanceRow> Kept => Attendances.Where(session => session.DeletedAt == null);

    /// <summary>The session, locked until the end of the transaction. SQLite has one writer and needs no lock.</summary>
    public async Task<AttendanceRow?> LockSessionAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!Database.IsNpgsql())
            return await Kept.SingleOrDefaultAsync(session => session.Id == id, cancellationToken);

        var rows = await Attendances
            .FromSql($"SELECT * FROM attendances WHERE id = {id} AND deleted_at IS NULL FOR UPDATE")
            .ToListAsync(cancellationToken);
        return rows.SingleOrDefault();
    }

    /// <summary>The oldest sessions, deleted ones too, that nobody else holds, locked like one of <see cref="LockSessionAsync"/>.</summary>
    public Task<List<AttendanceRow>> LockEndedBeforeAsync(
        DateTimeOffset cutoff,
        int limit,
        CancellationToken cancellationToken
    ) =>
        (
            Database.IsNpgsql()
                ? Attendances.FromSql(
                    $"SELECT * FROM attendances WHERE end_time < {ArchiveTime.Truncate(cutoff)} ORDER BY end_time, id LIMIT {limit} FOR UPDATE SKIP LOCKED"
                )
                : RetentionQueries.EndedBefore(this, cutoff, limit)
        )
            .AsNoTracking()
            .ToListAsync(cancellationToken);

    /// <summary>Every session that a person taught or has a record in, locked in the order of ids.</summary>
    public async Task<List<Guid>> LockSessionsOfAsync(string number, CancellationToken cancellationToken)
    {
        var sessions = Database.IsNpgsql()
            ? Attendances.FromSql(
                $"""
                SELECT * FROM attendances
                WHERE teacher_number = {number} OR id IN (SELECT attendance_id FROM records WHERE student_number = {number})
                ORDER BY id FOR UPDATE
                """
            )
            : PersonQueries.Taught(this, number).Union(PersonQueries.Attended(this, number));
        return (await sessions.AsNoTracking().ToListAsync(cancellationToken)).ConvertAll(session => session.Id);
    }

    /// <summary>Gives plans and class lists to another number. Lists refer to plans, so the new plan comes first and the old one goes last.</summary>
    public async Task MovePlansAsync(string number, string to, CancellationToken cancellationToken)
    {
        await Database.ExecuteSqlAsync(
            $"""
            INSERT INTO lesson_plans (teacher_number, lesson_key, lesson_name, planned_sessions, hours_per_session, kind, changed_at)
            SELECT {to}, lesson_key, lesson_name, planned_sessions, hours_per_session, kind, changed_at FROM lesson_plans WHERE teacher_number = {number}
            """,
            cancellationToken
        );
        await Database.ExecuteSqlAsync(
            $"UPDATE class_lists SET teacher_number = {to} WHERE teacher_number = {number}",
            cancellationToken
        );
        await Database.ExecuteSqlAsync($"DELETE FROM lesson_plans WHERE teacher_number = {number}", cancellationToken);
    }

    /// <summary>The plan, unless somebody else holds it.</summary>
    public async Task<LessonPlanRow?> LockPlanAsync(LessonKey lesson, CancellationToken cancellationToken)
    {
        var plans = Database.IsNpgsql()
            ? LessonPlans.FromSql(
                $"SELECT * FROM lesson_plans WHERE teacher_number = {lesson.TeacherNumber} AND lesson_key = {lesson.Key} FOR UPDATE SKIP LOCKED"
            )
            : LessonQueries.Plans(this, lesson.TeacherNumber, lesson.Key);
        return (await plans.AsNoTracking().ToListAsync(cancellationToken)).SingleOrDefault();
    }

    /// <summary>Those of these users whom nobody else holds.</summary>
    public Task<List<UserRow>> LockUsersAsync(IReadOnlyList<string> numbers, CancellationToken cancellationToken)
    {
        var wanted = numbers.ToArray();
        var users = Database.IsNpgsql()
            ? Users.FromSql($"SELECT * FROM users WHERE number = ANY({wanted}) ORDER BY number FOR UPDATE SKIP LOCKED")
            : Users.Where(user => wanted.Contains(user.Number));
        return users.AsNoTracking().ToListAsync(cancellationToken);
    }

    /// <summary>Remembers somebody, unless the name that is there is better or later.</summary>
    public Task SaveUserAsync(UserRow user, CancellationToken cancellationToken)
    {
        return Database.ExecuteSqlRawAsync(
            UpsertUser,
            [user.Number, user.FullName, user.Role.ToString(), user.IsFromPortal, Parameter(user.KnownAt)],
            cancellationToken
        );
    }

    /// <summary>Remembers somebody who is here now: of the time, only the day is kept up to date.</summary>
    public Task SaveSignedInAsync(UserRow user, CancellationToken cancellationToken) =>
        Database.ExecuteSqlRawAsync(
            UpsertSignedIn,
            [
                user.Number,
                user.FullName,
                user.Role.ToString(),
                user.IsFromPortal,
                Parameter(user.KnownAt),
                Parameter(user.KnownAt.AddDays(-1)),
            ],
            cancellationToken
        );

    /// <summary>One statement each: two answers of one student at once are two answers, one after the other.</summary>
    public Task GiveConsentAsync(
        string studentNumber,
        string textVersion,
        DateTimeOffset at,
        CancellationToken cancellationToken
    ) =>
        Database.ExecuteSqlRawAsync(UpsertGivenConsent, [studentNumber, textVersion, Parameter(at)], cancellationToken);

    public Task WithdrawConsentAsync(
        string studentNumber,
        string textVersion,
        DateTimeOffset at,
        CancellationToken cancellationToken
    ) =>
        Database.ExecuteSqlRawAsync(
            UpsertWithdrawnConsent,
            [studentNumber, textVersion, Parameter(at)],
            cancellationToken
        );

    public Task SavePlanAsync(
        LessonKey lesson,
        string name,
        LessonPlan plan,
        DateTimeOffset at,
        CancellationToken cancellationToken
    ) =>
        Database.ExecuteSqlRawAsync(
            UpsertPlan,
            [
                lesson.TeacherNumber,
                lesson.Key,
                name,
                plan.PlannedSessions!,
                plan.HoursPerSession,
                plan.Kind.ToString(),
                Parameter(at),
            ],
            cancellationToken
        );

    /// <summary>Makes the lesson known if it is not, and holds it until the end of the transaction: lists are replaced one after the other.</summary>
    public Task HoldPlanAsync(LessonKey lesson, string name, DateTimeOffset at, CancellationToken cancellationToken) =>
        Database.ExecuteSqlRawAsync(
            TouchPlan,
            [
                lesson.TeacherNumber,
                lesson.Key,
                name,
                LessonPlan.Unplanned.HoursPerSession,
                LessonPlan.Unplanned.Kind.ToString(),
                Parameter(at),
            ],
            cancellationToken
        );

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<UserRow>(user =>
        {
            user.ToTable(CopyTables.Users.Name).HasKey(row => row.Number);
            user.Property(row => row.Role).HasConversion<string>();
        });
        modelBuilder.Entity<AttendanceRow>(attendance =>
        {
            attendance.ToTable(CopyTables.Attendances.Name).HasKey(row => row.Id);
            attendance.Property(row => row.Id).ValueGeneratedNever();
        });
        modelBuilder.Entity<RecordRow>(record =>
        {
            record.ToTable(CopyTables.Records.Name).HasKey(row => new { row.AttendanceId, row.StudentNumber });
            record.Property(row => row.DecidedBy).HasConversion<string>();
            AsJson(record.Property(row => row.Replaced).Metadata);
        });
        modelBuilder.Entity<AuditRow>(entry =>
        {
            entry.ToTable(CopyTables.Audit.Name).HasKey(row => new { row.AttendanceId, row.Version });
            entry.Property(row => row.Action).HasConversion<string>();
            AsJson(entry.Property(row => row.Before).Metadata);
            AsJson(entry.Property(row => row.After).Metadata);
        });
        modelBuilder.Entity<ConsentRow>().ToTable("consents").HasKey(row => row.StudentNumber);
        modelBuilder.Entity<LessonPlanRow>(plan =>
        {
            plan.ToTable("lesson_plans").HasKey(row => new { row.TeacherNumber, row.LessonKey });
            plan.Property(row => row.Kind).HasConversion<string>();
        });
        modelBuilder
            .Entity<ClassListRow>()
            .ToTable("class_lists")
            .HasKey(row => new
            {
                row.TeacherNumber,
                row.LessonKey,
                row.StudentNumber,
            });
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
            FitToDatabase(property);
    }

    private object Parameter(DateTimeOffset time) =>
        Database.IsNpgsql() ? ArchiveTime.Truncate(time) : time.ToUnixTimeMilliseconds();

    private void AsJson(IMutableProperty property) => property.SetColumnType(Database.IsNpgsql() ? "jsonb" : "TEXT");

    private void FitToDatabase(IMutableProperty property)
    {
        property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type == typeof(DateTimeOffset))
            property.SetValueConverter(Database.IsNpgsql() ? TimeAsTime : TimeAsMilliseconds);
        else if (type == typeof(Guid) && !Database.IsNpgsql())
            property.SetValueConverter(IdAsText);
    }
}
