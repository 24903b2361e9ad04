using Attn.Pictures;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Attn.Api.Features.CheckIn;

/// <summary>
/// The selfie in a request to attend: the picture, or why it was refused. Both are <c>null</c> where none was sent.
/// </summary>
internal sealed record SelfieUpload(byte[]? Picture, AttendRefusal? Refusal)
{
    public const string Field = "normal_image";
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>The picture with boundaries, part headers and small fields.</summary>
    public const int MaxRequestBytes = MaxBytes + (64 * 1024);

    private static readonly SelfieUpload Missing = new(null, null);

    private static readonly SelfieUpload TooLarge = new(null, AttendRefusal.SelfieTooLarge);

    /// <summary>Reads the form into memory only: a picture of a face is never written to disk unencrypted.</summary>
    public static async Task<SelfieUpload> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxRequestBytes)
            return TooLarge;
        if (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || type.MediaType != "multipart/form-data"
        )
            return Missing;

        if (await ReadFormAsync(request, cancellationToken) is not { } form)
            return new(null, AttendRefusal.FormNotValid);
        return form.Files.GetFile(Field) switch
        {
            null => Missing,
            { Length: > MaxBytes } => TooLarge,
            var file => await CheckAsync(file, cancellationToken),
        };
    }

    /// <summary>
    /// Describes the optional form in the OpenAPI document. As endpoint metadata it would make routing refuse every
    /// request with another body.
    /// </summary>
    public static Task DescribeAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var picture = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Format = "binary",
            Description = "A selfie, JPEG or PNG, 8 MB at most. Needed where the class session asks for a face.",
        };
        var form = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal) { [Field] = picture },
        };
        operation.RequestBody = new OpenApiRequestBody
        {
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["multipart/form-data"] = new OpenApiMediaType { Schema = form },
            },
        };
        return Task.CompletedTask;
    }

    private static async Task<IFormCollection?> ReadFormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await request.ReadFormAsync(
                new FormOptions
                {
                    MemoryBufferThreshold = MaxRequestBytes,
                    MultipartBodyLengthLimit = MaxRequestBytes,
                    ValueCountLimit = 16,
                },
                cancellationToken
            );
        }
        catch (Exception broken)
            when (broken is InvalidDataException or IOException and not BadHttpRequestException { StatusCode: 413 })
        {
            return null;
        }
    }

    private static async Task<SelfieUpload> CheckAsync(IFormFile file, CancellationToken cancellationToken)
    {
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return PictureFormat.IsJpegOrPng(bytes) ? new(bytes, null) : new(null, AttendRefusal.SelfieNotJpegOrPng);
    }
}
