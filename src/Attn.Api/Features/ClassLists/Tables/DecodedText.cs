namespace Attn.Api.Features.ClassLists.Tables;

/// <param name="Encoding">Its IANA name, in lower case.</param>
/// <param name="Problem">The letters cannot be trusted, or <c>null</c>.</param>
/// <param name="Warning">What was assumed, or <c>null</c>.</param>
internal sealed record DecodedText(
    string Text,
    string Encoding,
    ListProblem? Problem = null,
    ListProblem? Warning = null
);
