using Attn.Domain;
using Attn.Storage.Catalogue;
using Attn.Storage.Live;
using Attn.Storage.Live.Sqlite;
using Microsoft.Extensions.Time.Testing;
using static Attn.Storage.Tests.Archive.Arranged;

namespace Attn.Storage.Tests.Catalogue;

public sealed class ClassListCacheTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly FakeTimeProvider _clock = new(Noon);
    private readonly LocalRosterNews _news = new();
    private readonly ClassSession _session = Session();
    private readonly ClassListCache _cache;
    private Func<Task<ExpectedStudents>> _archive = () => Task.FromResult(ListOf("1"));
    private int _readings;

    public ClassListCacheTests() => _cache = new(ReadAsync, session => session.LessonName, _news, _clock);

    [Fact]
    public async Task A_list_is_read_once_for_many_rosters()
    {
        for (var roster = 0; roster < 3; roster++)
            Assert.Equal(["1"], await NumbersAsync());
        Assert.Equal(1, _readings);
    }

    [Fact]
    public async Task A_notice_about_the_course_drops_its_list_and_no_other()
    {
        await NumbersAsync();
        _archive = () => Task.FromResult(ListOf("1", "2"));
        await _news.PublishAsync(RosterNotice.OfClassList("another course"), None);
        Assert.Equal(["1"], await NumbersAsync());
        await _news.PublishAsync(RosterNotice.OfClassList(_session.LessonName), None);
        Assert.Equal(["1", "2"], await NumbersAsync());
    }

    [Fact]
    public async Task A_portal_name_drops_the_lists_with_its_student()
    {
        await NumbersAsync();
        await _news.PublishAsync(RosterNotice.OfName("2"), None);
        await NumbersAsync();
        Assert.Equal(1, _readings);
        await _news.PublishAsync(RosterNotice.OfName("1"), None);
        await NumbersAsync();
        Assert.Equal(2, _readings);
    }

    [Fact]
    public async Task A_lost_notice_is_made_up_for_by_the_time_to_live_and_by_a_restored_connection()
    {
        await NumbersAsync();
        _archive = () => Task.FromResult(ListOf("2"));
        _clock.Advance(ClassListCache.TimeToLive - TimeSpan.FromMilliseconds(1));
        Assert.Equal(["1"], await NumbersAsync());
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["2"], await NumbersAsync());

        _archive = () => Task.FromResult(ListOf("3"));
        await _news.PublishAsync(RosterNotice.Everything, None);
        Assert.Equal(["3"], await NumbersAsync());
    }

    [Fact]
    public async Task A_list_that_is_replaced_while_it_is_read_is_read_again()
    {
        var old = new TaskCompletionSource<ExpectedStudents>();
        _archive = () => old.Task;
        var first = NumbersAsync();
        _archive = () => Task.FromResult(ListOf("new"));
        await _news.PublishAsync(RosterNotice.OfClassList(_session.LessonName), None);
        Assert.Equal(["new"], await NumbersAsync());
        old.SetResult(ListOf("old"));
        await first;
        Assert.Equal(["new"], await NumbersAsync());
    }

    [Fact]
    public async Task While_the_archive_is_unavailable_the_last_list_stands()
    {
        _archive = Unavailable;
        await Assert.ThrowsAsync<StoreUnavailableException>(NumbersAsync);
        _archive = () => Task.FromResult(ListOf("1"));
        Assert.Equal(["1"], await NumbersAsync());

        _archive = Unavailable;
        _clock.Advance(ClassListCache.TimeToLive);
        Assert.Equal(["1"], await NumbersAsync());
        _archive = () => Task.FromResult(ListOf("2"));
        _clock.Advance(ClassListCache.TimeToLive);
        Assert.Equal(["2"], await NumbersAsync());
    }

    [Fact]
    public async Task A_reader_who_leaves_ends_nobody_elses_reading()
    {
        var list = new TaskCompletionSource<ExpectedStudents>();
        _archive = () => list.Task;
        using var leaving = new CancellationTokenSource();
        var first = _cache.FindAsync(_session, leaving.Token);
        var second = NumbersAsync();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        list.SetResult(ListOf("1"));
        Assert.Equal(["1"], await second);
        Assert.Equal(1, _readings);
    }

    public void Dispose() => _cache.Dispose();

    private Task<ExpectedStudents> ReadAsync(ClassSession session, CancellationToken cancellationToken)
    {
        _readings++;
        return _archive();
    }

    private async Task<IEnumerable<string>> NumbersAsync() =>
        (await _cache.FindAsync(_session, None)).Students.Select(student => student.Number);

    private static Task<ExpectedStudents> Unavailable() =>
        Task.FromException<ExpectedStudents>(new StoreUnavailableException("The archive"));

    private static ExpectedStudents ListOf(params string[] numbers) =>
        new(HasClassList: true, [.. numbers.Select(number => new ExpectedStudent(number, "Somebody"))]);
}
