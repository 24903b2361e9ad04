namespace Attn.Storage.Live;

/// <summary>
/// The names that pictures are sealed under. They are stored data: a changed name makes pictures unreadable.
/// </summary>
internal static class PictureNames
{
    public static string PhotoOf(string userNumber) => $"photo-of:{userNumber}";

    /// <summary>Version 0.1 kept a photo for each LoginSession.</summary>
    public static string OldPhoto(Guid loginId) => $"photo:{loginId}";

    public static string Selfie(Guid verificationId) => $"selfie:{verificationId}";

    public static string ProfilePhoto(Guid verificationId) => $"profile:{verificationId}";
}
