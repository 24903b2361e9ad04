using System.Text.Json;
using Attn.Domain;
using Attn.Storage.Archive.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Attn.Storage.Archive;

/// <summary>
/// The archive's tables; the migrations create them. A column is called like its property, in snake_case. The deriving
/// classes say how each database stores times, ids and JSON.
/// </summary>
internal abstract class AttnDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<UserRow> Users => Set<UserRow>();

    public DbSet<ClassSessionRow> ClassSessions => Set<ClassSessionRow>();

    public DbSet<AttendanceRecord> Records => Set<AttendanceRecord>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    public DbSet<FaceConsent> Consents => Set<FaceConsent>();

    public DbSet<LessonPlanRow> LessonPlans => Set<LessonPlanRow>();

    public DbSet<ClassListRow> ClassLists => Set<ClassListRow>();

    public DbSet<Term> Terms => Set<Term>();

    public DbSet<CourseRow> Courses => Set<CourseRow>();

    public DbSet<CourseTeacherRow> CourseTeachers => Set<CourseTeacherRow>();

    public DbSet<EnrolmentRow> Enrolments => Set<EnrolmentRow>();

    public DbSet<PolicyRow> Policies => Set<PolicyRow>();

    public DbSet<SeenStudentRow> SeenStudents => Set<SeenStudentRow>();

    public DbSet<SeenCountRow> SeenCounts => Set<SeenCountRow>();

    public DbSet<TimetableSlotRow> TimetableSlots => Set<TimetableSlotRow>();

    public DbSet<DayOffRow> DaysOff => Set<DayOffRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<UserRole>().HaveConversion<string>();
        configurationBuilder.Properties<DecidedBy>().HaveConversion<string>();
        configurationBuilder.Properties<AuditAction>().HaveConversion<string>();
        configurationBuilder.Properties<CourseKind>().HaveConversion<string>();
        configurationBuilder.Properties<TeacherRole>().HaveConversion<string>();
        configurationBuilder.Properties<CountedUnit>().HaveConversion<string>();
        configurationBuilder.Properties<ExcusedRule>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<UserRow>().ToTable("users").HasKey(row => row.Number);
        modelBuilder.Entity<ClassSessionRow>(session =>
        {
            session.ToTable("attendances").HasKey(row => row.Id);
            session.Property(row => row.Id).ValueGeneratedNever();
            // A complex type has no keys.
            session.ComplexProperty(row => row.Session).Ignore(inner => inner.Id);
        });
        modelBuilder.Entity<AttendanceRecord>(record =>
        {
            record.ToTable("records").HasKey(row => new { row.SessionId, row.StudentNumber });
            record.Property(row => row.SessionId).HasColumnName("attendance_id");
            record.ComplexProperty(row => row.State);
            record.Property(row => row.Replaced).HasConversion(RecordStateJson.Converter);
            record.Property(row => row.Flags).HasConversion(flags => flags.Bits, bits => new RecordFlags(bits));
        });
        modelBuilder.Entity<AuditRow>(entry =>
        {
            entry.ToTable("audit").HasKey(row => new { row.AttendanceId, row.Version });
            entry.Property(row => row.Before).HasConversion(RecordStateJson.Converter);
            entry.Property(row => row.After).HasConversion(RecordStateJson.Converter);
        });
        modelBuilder.Entity<FaceConsent>(consent =>
        {
            consent.ToTable("consents").HasKey(row => row.StudentNumber);
            consent.Property(row => row.GivenAt).HasColumnName("consented_at");
        });
        MapCatalogue(modelBuilder);
        MapLessonsOfFormerVersions(modelBuilder);
        foreach (var type in modelBuilder.Model.GetEntityTypes())
            NameColumns(type);
    }

    private static void MapCatalogue(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Term>().ToTable("terms").Property(term => term.Id).ValueGeneratedNever();
        modelBuilder.Entity<CourseRow>().ToTable("courses").Property(row => row.Id).ValueGeneratedNever();
        modelBuilder
            .Entity<CourseTeacherRow>()
            .ToTable("course_teachers")
            .HasKey(row => new { row.CourseId, row.TeacherNumber });
        modelBuilder
            .Entity<EnrolmentRow>()
            .ToTable("enrolments")
            .HasKey(row => new { row.CourseId, row.StudentNumber });
        modelBuilder.Entity<PolicyRow>().ToTable("policies").HasKey(row => new { row.CourseId, row.Version });
        modelBuilder
            .Entity<TimetableSlotRow>()
            .ToTable("timetable_slots")
            .HasKey(row => new { row.CourseId, row.Place });
        modelBuilder.Entity<DayOffRow>().ToTable("days_off").HasKey(row => new { row.CourseId, row.Day });
        modelBuilder
            .Entity<SeenStudentRow>()
            .ToTable("seen_students")
            .HasKey(row => new { row.CourseId, row.StudentNumber });
        modelBuilder.Entity<SeenCountRow>().ToTable("seen_counts").HasKey(row => row.CourseId);
    }

    /// <summary>For <see cref="Catalogue.LessonAdoption"/> alone.</summary>
    private static void MapLessonsOfFormerVersions(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<LessonPlanRow>(plan =>
        {
            plan.ToTable("lesson_plans").HasKey(row => new { row.TeacherNumber, row.LessonKey });
            plan.ComplexProperty(row => row.Plan);
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
    }

    private static void NameColumns(IMutableTypeBase type)
    {
        foreach (var property in type.GetProperties())
        {
            if (property.FindAnnotation(RelationalAnnotationNames.ColumnName) is null)
                property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
        }

        foreach (var property in type.GetComplexProperties())
            NameColumns(property.ComplexType);
    }
}
