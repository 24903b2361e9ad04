using System.Collections.Frozen;
using System.Text.Json;

namespace Attn.Api.Platform.Errors;

/// <summary>A kind of error answer: its status, its stable code, and the sentence that people read.</summary>
/// <param name="Detail">The contract's words, or an example where the sentence holds a figure or a field's
/// name.</param>
internal sealed record ProblemKind(int Status, ErrorCode Code, string Detail)
{
    private static readonly FrozenDictionary<ErrorCode, string> WireCodes = Enum.GetValues<ErrorCode>()
        .ToFrozenDictionary(code => code, code => JsonNamingPolicy.SnakeCaseLower.ConvertName(code.ToString()));

    /// <summary>The code as it stands in an answer.</summary>
    public string WireCode => WireCodeOf(Code);

    public static string WireCodeOf(ErrorCode code) => WireCodes[code];
}
