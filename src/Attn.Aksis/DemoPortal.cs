using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Attn.Domain;
using Microsoft.Extensions.Options;

namespace Attn.Aksis;

/// <summary>
/// The demo accounts, which never touch the portal; everybody else is the inner portal's. A name that only looks like a demo account
/// (<c>demo_student_01</c>) is refused here: it is nobody's at the university either.
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

    public async Task<PortalSignIn> SignInAsync(string username, string password, CancellationToken cancellationToken)
    {
        if (username.StartsWith(TeacherPrefix, StringComparison.Ordinal))
            return Teacher(username, password);
        if (username.StartsWith(StudentPrefix, StringComparison.Ordinal))
            return await StudentAsync(username, password, cancellationToken);
        return await inner.SignInAsync(username, password, cancellationToken);
    }

    private PortalSignIn Teacher(string username, string password) =>
        IsPassword(password) && Number(username, TeacherPrefix, options.Value.TeacherCount) is { } number
            ? new PortalSignIn.SignedIn(
                new PortalUser(username, $"Demo Teacher {number}", UserRole.Teacher, Schedule: null, Photo: null)
            )
            : new PortalSignIn.WrongCredentials();

    private async Task<PortalSignIn> StudentAsync(string username, string password, CancellationToken cancellationToken)
    {
        if (!IsPassword(password) || Number(username, StudentPrefix, options.Value.StudentCount) is not { } number)
            return new PortalSignIn.WrongCredentials();
        var photo = await PhotoAsync(number, cancellationToken) ?? DemoPicture.Png;
        return new PortalSignIn.SignedIn(
            new PortalUser(username, $"Demo Student {number}", UserRole.Student, Schedule, photo)
        );
    }

    private async Task<byte[]?> PhotoAsync(string number, CancellationToken cancellationToken)
    {
        if (options.Value.Photos.Length == 0)
            return null;
        var file = new FileInfo(Path.Combine(options.Value.Photos, $"{StudentPrefix}{number}.jpg"));
        return file is { Exists: true, Length: <= ProfilePhoto.MaxBytes }
            ? await File.ReadAllBytesAsync(file.FullName, cancellationToken)
            : null;
    }

    /// <summary>The number as it is written, if it is 1 to <paramref name="most"/> in digits without leading zeros; else null.</summary>
    private static string? Number(string username, string prefix, int most)
    {
        var written = username[prefix.Length..];
        return
            int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1
            && number <= most
            && number.ToString(CultureInfo.InvariantCulture) == written
            ? written
            : null;
    }

    private static bool IsPassword(string password) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(password), Password);
}
