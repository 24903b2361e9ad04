using System.Net;

namespace Attn.Aksis;

/// <summary>An answer of the portal after its redirects.</summary>
/// <param name="Address">Where the last redirect led.</param>
/// <param name="CharSet">The encoding that the header names, if any.</param>
internal sealed record PortalPage(Uri Address, HttpStatusCode Status, string? CharSet, byte[] Body)
{
    public bool IsOk => Status == HttpStatusCode.OK;

    public string Text => PageText.Decode(Body, CharSet);
}
