using System.Globalization;
using Attn.Domain;

namespace Attn.Api.Features.Admin;

/// <summary>Enters a term of the institution.</summary>
internal static class SetTerm
{
    public static async Task<int> RunAsync(AdminStores stores, TermRequest request, CancellationToken cancellationToken)
    {
        var entered = await stores.Terms.EnterAsync(
            request.Name.Trim(),
            request.FirstDay,
            request.LastDay,
            cancellationToken
        );
        if (entered.IsRefused)
            return await AdminStores.RefuseAsync(ProblemOf(entered.Refusal.Value));
        foreach (var term in await stores.Terms.ListAsync(stores.Time.GetUtcNow(), cancellationToken))
            await Console.Out.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{term.FirstDay:yyyy-MM-dd}  {term.LastDay:yyyy-MM-dd}  {term.Name}"
                )
            );
        return 0;
    }

    private static string ProblemOf(TermRefusal refusal) =>
        refusal switch
        {
            TermRefusal.NameNeeded => $"Give the term a name of 1 to {TermRules.MaxNameLength} characters.",
            TermRefusal.EndsBeforeItBegins => "The last day is before the first one. Nothing was changed.",
            TermRefusal.TooLong => "A term lasts for 400 days at most. Nothing was changed.",
            TermRefusal.Overlaps => "Another term shares days with this one. Move that one first: nothing was changed.",
        };
}
