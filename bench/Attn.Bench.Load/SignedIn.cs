using System.Text.Json;

namespace Attn.Bench.Load;

/// <summary>A demo user after sign-in.</summary>
internal sealed record SignedIn(string Number, string Token)
{
    public static SignedIn Parse(ReadOnlyMemory<byte> loginAnswer)
    {
        using var json = JsonDocument.Parse(loginAnswer);
        return new(
            json.RootElement.GetProperty("user").GetProperty("user_school_number").GetString()!,
            json.RootElement.GetProperty("token").GetProperty("access_token").GetString()!
        );
    }
}
