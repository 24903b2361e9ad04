using Attn.Pictures;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Attn.Api.Features.CheckIn;

/// <summary>
/// The selfie in a request to attend: the picture, or why it was refused. Both are <c>null</c> where none was sent.
/// Keeps its memory reserved until it is disposed of.
/// </summary>
internal sealed class SelfieUpload : IDisposable
{
    public const string Field = "normal_image";
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>The picture with boundaries, part headers and small fields.</summary>
    public const int MaxRequestBytes = MaxBytes + (64 * 1024);

    private const int MaxParts = 16;
    private const int MaxBoundaryLength = 128;

    private readonly UploadBuffer? _buffer;

    private SelfieUpload(ReadOnlyMemory<byte>? picture, AttendRefusal? refusal, UploadBuffer? buffer = null) =>
        (Picture, Refusal, _buffer) = (picture, refusal, buffer);

    /// <summary>Part of a buffer that others get later: not to be kept beyond this upload.</summary>
    public ReadOnlyMemory<byte>? Picture { get; }

    public AttendRefusal? Refusal { get; }

    /// <summary>Reads the form into memory only: a picture of a face is never written to disk unencrypted.</summary>
    public static async Task<SelfieUpload> ReadAsync(
        HttpRequest request,
        UploadMemory memory,
        CancellationToken cancellationToken
    )
    {
        if (request.ContentLength > MaxRequestBytes)
            return new(null, AttendRefusal.SelfieTooLarge);
        if (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || type.MediaType != "multipart/form-data"
        )
            return new(null, null);
        if (HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= MaxBoundaryLength } boundary)
            return new(null, AttendRefusal.FormNotValid);

        if (!(request.ContentLength <= UploadMemory.MaxSmallLength))
            HurryUp(request.HttpContext);
        if (await memory.TryRentAsync(request.ContentLength, cancellationToken) is not { } buffer)
            return new(null, AttendRefusal.TooManyUploads);
        try
        {
            var (picture, refusal) = await ReadFormAsync(request, boundary.ToString(), buffer, cancellationToken);
            return new(picture, refusal, buffer);
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    public void Dispose() => _buffer?.Dispose();

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

    /// <summary>Reads all parts, so that a form which is broken behind the picture is broken, too.</summary>
    private static async Task<(ReadOnlyMemory<byte>? Picture, AttendRefusal? Refusal)> ReadFormAsync(
        HttpRequest request,
        string boundary,
        UploadBuffer buffer,
        CancellationToken cancellationToken
    )
    {
        (ReadOnlyMemory<byte>? Picture, AttendRefusal? Refusal) found = (null, null);
        var parts = 0;
        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } part)
            {
                if (
                    ++parts > MaxParts
                    || !ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)
                )
                    return (null, AttendRefusal.FormNotValid);
                if (found is (null, null) && IsSelfie(disposition))
                    found = await ReadPictureAsync(part.Body, buffer, cancellationToken);
            }

            return found;
        }
        catch (Exception broken)
            when (broken is InvalidDataException or IOException and not BadHttpRequestException { StatusCode: 413 })
        {
            return (null, AttendRefusal.FormNotValid);
        }
    }

    /// <summary>
    /// There is room for few large uploads, and one that hangs keeps the others out. The largest at this pace would
    /// take twice the time limit.
    /// </summary>
    private static void HurryUp(HttpContext context)
    {
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } pace)
            pace.MinDataRate = new(bytesPerSecond: 32 * 1024, gracePeriod: TimeSpan.FromSeconds(15));
    }

    private static bool IsSelfie(ContentDispositionHeaderValue disposition) =>
        disposition.IsFileDisposition()
        && HeaderUtilities.RemoveQuotes(disposition.Name).Equals(Field, StringComparison.OrdinalIgnoreCase);

    private static async Task<(ReadOnlyMemory<byte>? Picture, AttendRefusal? Refusal)> ReadPictureAsync(
        Stream part,
        UploadBuffer buffer,
        CancellationToken cancellationToken
    )
    {
        if (await buffer.ReadAsync(part, cancellationToken) is not { } picture)
            return (null, AttendRefusal.SelfieTooLarge);
        return PictureFormat.IsJpegOrPng(picture.Span) ? (picture, null) : (null, AttendRefusal.SelfieNotJpegOrPng);
    }
}
