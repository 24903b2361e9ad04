namespace Attn.Aksis;

/// <summary>An element of a page with the attributes that a sign-in reads; an absent attribute is empty.</summary>
internal sealed record PageElement(string Tag, string Class, string Name, string Value, string Source, string Text)
{
    public bool HasClass(string name) =>
        Class.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Contains(name, StringComparer.Ordinal);
}
