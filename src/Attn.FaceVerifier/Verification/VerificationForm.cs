using Microsoft.AspNetCore.Http.Features;

namespace Attn.FaceVerifier.Verification;

/// <summary>The fields of a request, as they came.</summary>
internal sealed record VerificationForm(
    string WebhookUrl,
    string VerificationId,
    string StudentSchoolNumber,
    byte[]? Picture,
    byte[]? IntendedPicture
)
{
    /// <summary>Both pictures and the rest. The main app sends a megabyte and 64 kilobytes.</summary>
    public const int MaxBytes = 17 * 1024 * 1024;

    // The framework would write files of more than 64 KB to the disk; nothing here is ever written.
    private static readonly FormOptions InMemory = new()
    {
        BufferBody = false,
        MemoryBufferThreshold = MaxBytes,
        MultipartBodyLengthLimit = MaxBytes,
        ValueCountLimit = 16,
        ValueLengthLimit = 4096,
    };

    /// <returns><c>null</c> where the body is no form.</returns>
    /// <exception cref="BadHttpRequestException">The body is larger than the server takes.</exception>
    public static async Task<VerificationForm?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
            return null;
        try
        {
            var form = await request.ReadFormAsync(InMemory, cancellationToken);
            return new(
                form["webhook_url"].ToString(),
                form["verification_id"].ToString(),
                form["student_school_number"].ToString(),
                await ReadAsync(form.Files["picture"], cancellationToken),
                await ReadAsync(form.Files["intended_picture"], cancellationToken)
            );
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static async Task<byte[]?> ReadAsync(IFormFile? file, CancellationToken cancellationToken)
    {
        if (file is null)
            return null;
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
