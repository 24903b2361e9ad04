using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Attn.Aksis;

/// <summary>Whether there are demo accounts, how many, and their photos.</summary>
internal sealed class DemoOptions
{
    /// <summary><c>true</c> or <c>false</c>; blank means true in Development and false elsewhere.</summary>
    [ConfigurationKeyName(ModeVariable)]
    public string Mode { get; set; } = string.Empty;

    /// <summary>
    /// <c>true</c> admits demo accounts outside Development, where their known password would be an open door.
    /// </summary>
    [ConfigurationKeyName(InProductionVariable)]
    public string InProduction { get; set; } = string.Empty;

    /// <summary>How many <c>demo_student_N</c> may sign in, 1 to <see cref="MaxStudents"/>; blank means 10.</summary>
    [ConfigurationKeyName(StudentsVariable)]
    public string Students { get; set; } = string.Empty;

    /// <summary>How many <c>demo_teacher_N</c> may sign in, 1 to <see cref="MaxTeachers"/>; blank means 10.</summary>
    [ConfigurationKeyName(TeachersVariable)]
    public string Teachers { get; set; } = string.Empty;

    /// <summary>A folder with <c>demo_student_N.jpg</c>. A student without a file there has a drawn picture.</summary>
    [ConfigurationKeyName(PhotosVariable)]
    public string Photos { get; set; } = string.Empty;

    internal const string ModeVariable = "DEMO_MODE";
    internal const string InProductionVariable = "DEMO_IN_PRODUCTION";
    internal const string StudentsVariable = "DEMO_STUDENTS";
    internal const string TeachersVariable = "DEMO_TEACHERS";
    internal const string PhotosVariable = "DEMO_PHOTOS";
    internal const int DefaultStudents = 10;
    internal const int MaxStudents = 1_000_000;
    internal const int DefaultTeachers = 10;
    internal const int MaxTeachers = 10_000;

    internal bool IsEnabled => IsTrue(Mode);

    internal int StudentCount => Count(Students, DefaultStudents);

    internal int TeacherCount => Count(Teachers, DefaultTeachers);

    /// <summary>A blank variable counts as not set.</summary>
    internal void ApplyDefaults(bool isDevelopment)
    {
        Mode = string.IsNullOrWhiteSpace(Mode) ? (isDevelopment ? "true" : "false") : Mode.Trim();
        InProduction = string.IsNullOrWhiteSpace(InProduction)
            ? (isDevelopment ? "true" : "false")
            : InProduction.Trim();
        Students = string.IsNullOrWhiteSpace(Students)
            ? DefaultStudents.ToString(CultureInfo.InvariantCulture)
            : Students.Trim();
        Teachers = string.IsNullOrWhiteSpace(Teachers)
            ? DefaultTeachers.ToString(CultureInfo.InvariantCulture)
            : Teachers.Trim();
        Photos = Photos?.Trim() ?? string.Empty;
    }

    internal static bool IsTrue(string value) =>
        value.Equals("true", StringComparison.OrdinalIgnoreCase) || value == "1";

    internal static bool IsFalse(string value) =>
        value.Equals("false", StringComparison.OrdinalIgnoreCase) || value == "0";

    private static int Count(string text, int fallback) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : fallback;
}
