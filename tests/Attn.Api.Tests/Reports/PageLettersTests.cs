using System.Text.RegularExpressions;
using Attn.Api.Features.Reports.Words;
using Attn.Domain;
using Attn.Testing;

namespace Attn.Api.Tests.Reports;

/// <summary>The workbook and the page of a term are read side by side: a letter means the same in both.</summary>
public sealed partial class PageLettersTests
{
    [Theory]
    [InlineData(ReportLanguage.English, "en")]
    [InlineData(ReportLanguage.Turkish, "tr")]
    public void Letters_of_the_workbook_are_those_of_the_page(object language, string page)
    {
        var texts = File.ReadAllText(Repository.PathOf($"web/src/i18n/{page}.ts"));
        var letters = Letter()
            .Matches(Letters().Match(texts).Value)
            .ToDictionary(match => match.Groups["status"].Value, match => match.Groups["letter"].Value);
        Assert.Equal(
            Enum.GetValues<AttendanceStatus>()
                .Select(status =>
                    (Attn.Api.Features.Reports.ReportCells.Word(status), In(language).Status(status).Letter)
                )
                .Order(),
            letters.Select(each => (each.Key, each.Value)).Order()
        );
    }

    private static ReportWords In(object language) => ReportWords.In((ReportLanguage)language);

    [GeneratedRegex(@"\bletter: \{[^}]+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Letters();

    [GeneratedRegex(@"(?<status>\w+): '(?<letter>.)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Letter();
}
