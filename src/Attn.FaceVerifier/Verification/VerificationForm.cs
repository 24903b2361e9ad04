using Microsoft.AspNetCore.Http.Features;

namespace Attn.FaceVerifier.Verification;

/// <summary>The fields of a request as received.</summary>
internal sealed record VerificationForm(
    string WebhookUrl,
    string VerificationId,
    string StudentSchoolNumber,
    byte[]? Picture,
    byte[]? IntendedPicture
)
{
    /// <summary>Of the whole body. The main app sends pictures of 1 MB and 64 KB at most.</summary>
    public const int MaxBytes = 17 * 1024 * 1024;

    // By default the framework writes files of more than 64 KB to disk; pictures must stay in memory.
    private static readonly FormOptions InMemory = new()
    {
        BufferBody = false,
        MemoryBufferThreshold = MaxBytes,
        MultipartBodyLengthLimit = MaxBytes,
        ValueCountLimit = 16,
        ValueLengthLimit = 4096,
    };

    /// <returns><c>null</c> if the body is not a form.</returns>
    /// <exception cref="BadHttpRequestException">The body is larger than the server accepts.</exception>
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
