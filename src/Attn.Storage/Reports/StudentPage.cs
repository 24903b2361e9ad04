using Attn.Domain;

namespace Attn.Storage.Reports;

/// <summary>
/// Reports read students in pages, each from the number after the last one on: no page depends on a connection, or a
/// moment, of another.
/// </summary>
internal static class StudentPage
{
    // The database compares two texts byte by byte; the analyzers think of .NET's cultures.
#pragma warning disable CA1309, CA1310, MA0001, MA0074
    /// <summary>The next numbers of two sets together. Each set is cut first, so that a page costs a page.</summary>
    public static IQueryable<string> Numbers(
        IQueryable<string> some,
        IQueryable<string> others,
        string after,
        int limit
    ) =>
        some.Where(number => number.CompareTo(after) > 0)
            .OrderBy(number => number)
            .Take(limit)
            .Union(others.Where(number => number.CompareTo(after) > 0).OrderBy(number => number).Take(limit))
            .OrderBy(number => number)
            .Take(limit);

    public static IQueryable<AttendanceRecord> Between(
        this IQueryable<AttendanceRecord> records,
        string first,
        string last
    ) =>
        records.Where(record =>
            record.StudentNumber.CompareTo(first) >= 0 && record.StudentNumber.CompareTo(last) <= 0
        );
#pragma warning restore CA1309, CA1310, MA0001, MA0074

    /// <param name="after">The number after which the first page begins.</param>
    /// <param name="readAfterAsync">Reads the page after a number.</param>
    public static async IAsyncEnumerable<T> ReadAllAsync<T>(
        int size,
        string after,
        Func<T, string> numberOf,
        Func<string, Task<List<T>>> readAfterAsync
    )
    {
        List<T> page;
        do
        {
            page = await readAfterAsync(after);
            foreach (var row in page)
                yield return row;
            if (page.Count > 0)
                after = numberOf(page[^1]);
        } while (page.Count == size);
    }
}
