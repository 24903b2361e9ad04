using System.Text.Json.Serialization;

namespace Attn.Faces.Contracts;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    NumberHandling = JsonNumberHandling.Strict
)]
[JsonSerializable(typeof(VerificationResult))]
internal sealed partial class VerificationJson : JsonSerializerContext;
