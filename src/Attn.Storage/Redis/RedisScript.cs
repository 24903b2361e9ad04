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
#pragma warning disable CA5350 // Redis names scripts by SHA-1; nothing secret depends on it.
        _hash = SHA1.HashData(Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350
    }

    /// <summary>Loads <c>Scripts/&lt;name&gt;.lua</c> from the folder of its user.</summary>
    public static RedisScript Load<TUser>(string name) => new(Read<TUser>(name));

    /// <summary>Loads a script that begins with the functions of another file.</summary>
    public static RedisScript Load<TUser>(string functions, string name) =>
        new(Read<TUser>(functions) + Read<TUser>(name));

    private static string Read<TUser>(string name)
    {
        var resource = $"{typeof(TUser).Namespace}.Scripts.{name}.lua";
        using var stream =
            typeof(RedisScript).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The script {resource} is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>
    /// Adds the script to a transaction, by its text: a transaction cannot answer NOSCRIPT and be sent again.
    /// </summary>
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
            // A restarted server has forgotten its scripts. Nothing ran, so nothing runs twice; EVAL makes it known.
            return await database.ScriptEvaluateAsync(_text, keys, arguments, CommandFlags.NoScriptCache);
        }
    }
}
