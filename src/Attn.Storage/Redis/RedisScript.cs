using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace Attn.Storage.Redis;

/// <summary>One atomic step in Lua, sent by its hash. Every key that it touches is passed in KEYS.</summary>
internal sealed class RedisScript
{
    private readonly string _text;
    private readonly byte[] _hash;

    private RedisScript(string text)
    {
        _text = text;
#pragma warning disable CA5350 // Redis names scripts by SHA-1; nothing secret rests on it.
        _hash = SHA1.HashData(Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350
    }

    /// <summary>Reads <c>Scripts/&lt;name&gt;.lua</c> of the folder that its user <typeparamref name="TUser"/> lies in.</summary>
    public static RedisScript Load<TUser>(string name)
    {
        var resource = $"{typeof(TUser).Namespace}.Scripts.{name}.lua";
        using var stream =
            typeof(RedisScript).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The script {resource} is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new(reader.ReadToEnd());
    }

    /// <summary>As one step of a transaction. By its text: a transaction cannot answer that the script is not known and be sent again.</summary>
    public Task<RedisResult> AddTo(ITransaction transaction, RedisKey[] keys, RedisValue[] arguments) =>
        transaction.ScriptEvaluateAsync(_text, keys, arguments, CommandFlags.NoScriptCache);

    public async Task<RedisResult> RunAsync(IDatabase database, RedisKey[] keys, RedisValue[] arguments)
    {
        try
        {
            return await database.ScriptEvaluateAsync(_hash, keys, arguments);
        }
        catch (RedisServerException e) when (e.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            // A server that was restarted has forgotten its scripts. Nothing ran, so this is no second try; EVAL makes it known again.
            return await database.ScriptEvaluateAsync(_text, keys, arguments, CommandFlags.NoScriptCache);
        }
    }
}
