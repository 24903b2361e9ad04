namespace Attn.Api.Platform.OpenApi;

/// <summary>One kind of event in a route's stream, for the document.</summary>
/// <param name="Name">As in the stream's <c>event:</c> line.</param>
/// <param name="Data">The type of its JSON.</param>
internal sealed record StreamedEvent(string Name, Type Data, string Description);
