using Attn.Storage.Archive;

namespace Attn.Storage.Tests.Archive;

public sealed class PostgresArchiveContractTests(PostgresDatabase database, ITestOutputHelper output)
    : ArchiveContract(output),
        IClassFixture<PostgresDatabase>
{
    private protected override IArchiveDatabase Database => database.Archive;
}
