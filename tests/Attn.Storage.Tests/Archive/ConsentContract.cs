using Attn.Storage.Archive;
using static Attn.Storage.Tests.Archive.Arranged;

namespace Attn.Storage.Tests.Archive;

/// <summary>Answers about face checks, in every database.</summary>
public abstract class ConsentContract : ArchiveContract
{
    [Fact]
    public async Task Consent_is_given_withdrawn_and_given_again()
    {
        var student = Guid.NewGuid().ToString();
        Assert.Null(await Consents.FindAsync(student, None));

        Assert.Equal(new(student, "1", Noon, null), await Consents.GiveAsync(student, "1", Noon, None));
        Assert.Equal(new(student, "1", Noon, null), await Consents.GiveAsync(student, "1", Noon.AddHours(1), None));
        Assert.Equal(
            new(student, "2", Noon.AddHours(2), null),
            await Consents.GiveAsync(student, "2", Noon.AddHours(2), None)
        );
        Assert.Equal(
            new(student, "2", Noon.AddHours(2), Noon.AddHours(3)),
            await Consents.WithdrawAsync(student, "3", Noon.AddHours(3), None)
        );
        Assert.Equal(
            new(student, "2", Noon.AddHours(2), Noon.AddHours(3)),
            await Consents.WithdrawAsync(student, "3", Noon.AddHours(4), None)
        );
        Assert.Equal(
            new(student, "2", Noon.AddHours(5), null),
            await Consents.GiveAsync(student, "2", Noon.AddHours(5), None)
        );
        Assert.Equal(new(student, "2", Noon.AddHours(5), null), await Consents.FindAsync(student, None));
    }

    [Fact]
    public async Task Refusal_before_any_consent_is_saved()
    {
        var student = Guid.NewGuid().ToString();
        Assert.Equal(new(student, "1", null, Noon), await Consents.WithdrawAsync(student, "1", Noon, None));
        Assert.True((await Consents.FindAsync(student, None))!.IsWithdrawn);
    }

    [Fact]
    public async Task Many_answers_at_once_leave_one_of_them()
    {
        var student = Guid.NewGuid().ToString();
        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(number =>
                    number % 2 == 0
                        ? Consents.GiveAsync(student, "1", Noon, None)
                        : Consents.WithdrawAsync(student, "1", Noon, None)
                )
        );
        Assert.NotNull(await Consents.FindAsync(student, None));
    }
}

public sealed class PostgresConsentTests(PostgresDatabase database) : ConsentContract, IClassFixture<PostgresDatabase>
{
    private protected override IArchiveDatabase Database => database.Archive;
}

public sealed class SqliteConsentTests(SqliteArchiveFile file) : ConsentContract, IClassFixture<SqliteArchiveFile>
{
    private protected override IArchiveDatabase Database => file.Archive;
}
