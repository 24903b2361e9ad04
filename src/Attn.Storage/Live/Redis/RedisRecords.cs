using Attn.Domain;
using Attn.Storage.Redis;
using StackExchange.Redis;

namespace Attn.Storage.Live.Redis;

/// <summary>
/// Records in Redis. A change is written by one script that first compares what the rule saw with what is stored, and
/// otherwise returns what is stored, for the rule to decide again. See docs/decisions/0071.
/// </summary>
internal sealed class RedisRecords(RedisConnection redis, RedisSessionReader sessions, LiveStoreLimits limits)
{
    private static readonly RedisScript FindScript = RedisScript.Load<RedisRecords>("find-record");
    private static readonly RedisScript FindTrailScript = RedisScript.Load<RedisRecords>("find-trail");
    private static readonly RedisScript ChangeScript = RedisScript.Load<RedisRecords>("change-record");

    public async Task<ClassRoster?> ReadRosterAsync(Guid id, CancellationToken cancellationToken)
    {
        var (session, records) = await redis.RunAsync(
            async database =>
            {
                var transaction = database.CreateTransaction();
                var session = transaction.HashGetAsync(RedisKeys.Session(id), RedisSessionReader.Fields);
                var records = transaction.HashGetAllAsync(RedisKeys.Records(id));
                await transaction.ExecuteUnconditionallyAsync();
                return (await session, await records);
            },
            cancellationToken
        );
        return sessions.Accept(id, session) is { } found ? new(found.Session, RedisFormat.ReadRecords(records)) : null;
    }

    public async Task<RosterEntry?> FindAsync(Guid id, string studentNumber, CancellationToken cancellationToken) =>
        await ReadAsync(id, studentNumber, cancellationToken) is { } stored
            ? new(stored.Session.Session, stored.Record)
            : null;

    public async Task<RecordTrail?> FindTrailAsync(Guid id, string studentNumber, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(
            FindTrailScript,
            [RedisKeys.Session(id), RedisKeys.Records(id), RedisKeys.Audit(id)],
            studentNumber,
            cancellationToken
        );
        if (ReadStored(id, answer) is not { } stored)
            return null;
        var entries = ((RedisValue[])answer[5]!).Select(RedisFormat.ReadAudit);
        return new(stored.Session.Session, stored.Record is { State.IsDeleted: false }, [.. entries]);
    }

    public async Task<TOutcome?> ChangeAsync<TOutcome>(
        Guid id,
        string studentNumber,
        Func<ClassSession, AttendanceRecord?, RecordChange<TOutcome>> rule,
        CancellationToken cancellationToken
    )
        where TOutcome : class
    {
        // Most changes are a student's first in a class session that this process remembers. So the rule decides on
        // that guess, and the script checks it. An outcome that changes nothing is trusted only after a read.
        if (sessions.FindRemembered(id) is { } remembered)
        {
            var change = rule(remembered.Session, null);
            if (change.Record is not null)
            {
                var guess = new Stored(remembered, default, null);
                var written = await WriteAsync(id, studentNumber, guess, change, cancellationToken);
                return written.Record is { } record
                    ? change.OutcomeWith(record)
                    : await ChangeAsync(id, studentNumber, written.Stored, rule, cancellationToken);
            }
        }

        var stored = await ReadAsync(id, studentNumber, cancellationToken);
        return await ChangeAsync(id, studentNumber, stored, rule, cancellationToken);
    }

    private async Task<TOutcome?> ChangeAsync<TOutcome>(
        Guid id,
        string studentNumber,
        Stored? stored,
        Func<ClassSession, AttendanceRecord?, RecordChange<TOutcome>> rule,
        CancellationToken cancellationToken
    )
        where TOutcome : class
    {
        for (var round = 0; round < CompareAndSet.MaxRounds; round++)
        {
            if (stored is null)
                return null;
            var change = rule(stored.Session.Session, stored.Record);
            if (change.Record is null)
                return change.Outcome;
            var written = await WriteAsync(id, studentNumber, stored, change, cancellationToken);
            if (written.Record is { } record)
                return change.OutcomeWith(record);
            stored = written.Stored;
        }

        throw CompareAndSet.TooManyRounds();
    }

    private async Task<WriteResult> WriteAsync<TOutcome>(
        Guid id,
        string studentNumber,
        Stored seen,
        RecordChange<TOutcome> change,
        CancellationToken cancellationToken
    )
    {
        var record = change.Record!;
        if (!string.Equals(record.StudentNumber, studentNumber, StringComparison.Ordinal))
            throw new InvalidOperationException("The rule wrote another student's record.");
        List<RedisKey> keys =
        [
            RedisKeys.Session(id),
            RedisKeys.Records(id),
            RedisKeys.Audit(id),
            RedisKeys.OutboxDue,
            RedisKeys.OutboxBytes,
        ];
        List<RedisValue> arguments =
        [
            studentNumber,
            seen.Session.Tag,
            seen.Json.IsNull ? RedisValue.EmptyString : seen.Json,
            RedisFormat.Write(record),
            change.Audit is { } audit ? RedisFormat.Write(audit) : RedisValue.EmptyString,
            (long)limits.Backstop.TotalMilliseconds,
            limits.OutboxBytes,
            RedisKeys.ChangesName(id),
        ];
        AddChecks(change, keys, arguments);

        var answer = (RedisResult[])(await redis.RunAsync(ChangeScript, [.. keys], [.. arguments], cancellationToken))!;
        return (string?)answer[0] switch
        {
            "done" => new(record with { Version = (long)answer[1] }, null),
            "full" => throw new OutboxFullException(),
            _ => new(null, ReadStored(id, answer)),
        };
    }

    private static void AddChecks<TOutcome>(
        RecordChange<TOutcome> change,
        List<RedisKey> keys,
        List<RedisValue> arguments
    )
    {
        if (change.EndsCheck is { } ended)
        {
            keys.AddRange(RedisKeys.OfCheck(ended));
            arguments.AddRange(["end", RedisFormat.Write(ended)]);
        }

        if (change.StopsCheck is { } stopped)
        {
            keys.AddRange(RedisKeys.OfCheck(stopped));
            arguments.AddRange(["stop", RedisFormat.Write(stopped)]);
        }

        if (change.StartsCheck is { } check)
        {
            keys.AddRange(RedisKeys.OfCheck(check.VerificationId));
            arguments.AddRange([
                "start",
                RedisFormat.Write(check.VerificationId),
                RedisFormat.Write(check.SessionId),
                RedisInstant.Write(check.Deadline),
                check.PictureBytes,
            ]);
        }
    }

    private async Task<Stored?> ReadAsync(Guid id, string studentNumber, CancellationToken cancellationToken) =>
        ReadStored(
            id,
            await AskAsync(FindScript, [RedisKeys.Session(id), RedisKeys.Records(id)], studentNumber, cancellationToken)
        );

    private async Task<RedisResult[]> AskAsync(
        RedisScript script,
        RedisKey[] keys,
        string studentNumber,
        CancellationToken cancellationToken
    ) => (RedisResult[])(await redis.RunAsync(script, keys, [studentNumber], cancellationToken))!;

    private Stored? ReadStored(Guid id, RedisResult[] answer)
    {
        if ((string?)answer[0] == "gone")
        {
            sessions.Forget(id);
            return null;
        }

        var json = (RedisValue)answer[4];
        return new(sessions.Accept(answer), json, json.IsNull ? null : RedisFormat.ReadRecord(json));
    }

    /// <summary>What a rule sees.</summary>
    /// <param name="Json">The record as it is stored, or null.</param>
    private sealed record Stored(TaggedSession Session, RedisValue Json, AttendanceRecord? Record);

    /// <param name="Record">The record as it was written; <c>null</c>: it was not.</param>
    /// <param name="Stored">
    /// What is stored instead of what the rule saw; <c>null</c>: the class session is gone.
    /// </param>
    private readonly record struct WriteResult(AttendanceRecord? Record, Stored? Stored);
}
