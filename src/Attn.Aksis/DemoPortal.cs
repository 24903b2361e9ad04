using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Attn.Domain;
using Microsoft.Extensions.Options;

namespace Attn.Aksis;

/// <summary>
/// Answers for the demo accounts and passes all other usernames on to the inner portal. A name that only looks like a
/// demo account (<c>demo_student_01</c>) is refused here; see docs/decisions/0052.
/// </summary>
internal sealed class DemoPortal(IUniversityPortal inner, IOptions<DemoOptions> options) : IUniversityPortal
{
    private const string TeacherPrefix = "demo_teacher_";
    private const string StudentPrefix = "demo_student_";

    private static readonly byte[] Password = "password"u8.ToArray();

    private static readonly IReadOnlyList<ScheduledLesson> Schedule =
    [
        new("Yazılım Mühendisliği", "Dr. Ada Lovelace", new TimeOnly(9, 0), new TimeOnly(11, 0)),
    ];

    public async Task<PortalSignIn> SignInAsync(
        string username,
        string password,
        string address,
        CancellationToken cancellationToken
    )
    {
        if (username.StartsWith(TeacherPrefix, StringComparison.Ordinal))
            return SignTeacherIn(username, password);
        if (username.StartsWith(StudentPrefix, StringComparison.Ordinal))
            return await SignStudentInAsync(username, password, cancellationToken);
        return await inner.SignInAsync(username, password, address, cancellationToken);
    }

    private PortalSignIn SignTeacherIn(string username, string password) =>
        IsPassword(password) && FindNumber(username, TeacherPrefix, options.Value.TeacherCount) is { } number
            ? new(new PortalUser(username, $"Demo Teacher {number}", UserRole.Teacher, Schedule: null, Photo: null))
            : new(PortalRefusal.WrongCredentials);

    private async Task<PortalSignIn> SignStudentInAsync(
        string username,
        string password,
        CancellationToken cancellationToken
    )
    {
        if (!IsPassword(password) || FindNumber(username, StudentPrefix, options.Value.StudentCount) is not { } number)
            return new(PortalRefusal.WrongCredentials);
        var photo = await FindPhotoAsync(number, cancellationToken) ?? DemoPicture.Png;
        return new(new PortalUser(username, $"Demo Student {number}", UserRole.Student, Schedule, photo));
    }

    private async Task<byte[]?> FindPhotoAsync(string number, CancellationToken cancellationToken)
    {
        if (options.Value.Photos.Length == 0)
            return null;
        var file = new FileInfo(Path.Combine(options.Value.Photos, $"{StudentPrefix}{number}.jpg"));
        return file is { Exists: true, Length: <= ProfilePhoto.MaxBytes }
            ? await File.ReadAllBytesAsync(file.FullName, cancellationToken)
            : null;
    }

    /// <summary>
    /// The number in the username if it is 1 to <paramref name="max"/>, without leading zeros; else null.
    /// </summary>
    private static string? FindNumber(string username, string prefix, int max)
    {
        var text = username[prefix.Length..];
        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1
            && number <= max
            && number.ToString(CultureInfo.InvariantCulture) == text
            ? text
            : null;
    }

    private static bool IsPassword(string password) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(password), Password);
}
