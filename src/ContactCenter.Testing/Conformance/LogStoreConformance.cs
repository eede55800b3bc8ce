using ContactCenter.Audit;
using ContactCenter.Journal;

namespace ContactCenter.Testing.Conformance;

/// <summary>
/// What every store of logs does beneath its log: batches whole or not at all, one writer, tiles and proofs, a verification that finds no fault. What a log does
/// for its callers stands in <see cref="LogConformance"/>; a store runs both.
/// </summary>
public static partial class LogStoreConformance
{
    /// <summary>The cases.</summary>
    public static IReadOnlyList<ConformanceCase<LogStoreSubject>> All { get; } =
    [
        new("A new store is empty and a used one ends as it was written", EndsAsWrittenAsync),
        new("A second owner is refused and the first goes on", SecondOwnerAsync),
        new("What a log has not heard of since it was opened is answered by what is stored", AnswersAsStoredAsync),
        new("A write that failed left nothing, and stops the log", FailedWriteAsync),
        new("A write that was durable although it failed is whole, and a retry answers its first position", LostAnswerAsync),
        new("Failures in the middle of a load lose and double nothing", FailuresUnderLoadAsync),
        new("A writer that has been replaced is refused, and nothing of it is written", ReplacedWriterAsync),
        new("Of writers that replace one another again and again nothing acknowledged is lost", ReplacementsAsync),
        new("Tiles are kept and the proofs made from them hold", ProofsAsync),
        new("Tiles written again change nothing", TilesAgainAsync),
        new("Records are kept with their signatures", SignaturesAsync),
        new("A change of the signing key is kept", KeyChangeAsync),
        new("Entries are read at the positions asked for, in that order", ReadsAtAsync),
        new("A search gives as many positions as were asked for while there are more", FindsAllAsync),
        new("Given up for writing, it reads on beside the next writer", ReadsOnAsync),
    ];

    private static Task<AuditLog> OpenAsync(ILogStore store, AuditLogOptions? options = null) =>
        AuditLog.OpenAsync(store, options ?? new AuditLogOptions(), TimeProvider.System).AsTask();

    /// <summary>Opens the log once more, verifies everything stored, and gives the numbers of its entries.</summary>
    private static async Task<int[]> VerifiedAsync(LogStoreSubject subject)
    {
        var store = subject.Make();
        await using var log = await OpenAsync(store);
        var verified = await LogVerifier.VerifyAsync(store);
        Expect.Equal(null, verified.Fault, "the fault a verification finds");
        Expect.Equal(log.Head.Value, verified.Entries, "entries verified");
        return await log.ReadAsync(LogPosition.Start).NumbersAsync();
    }

    private static async Task FillAsync(AuditLog log, int from, int count)
    {
        for (var i = from; i < from + count; i += 10)
        {
            await log.AppendAsync(log.AppendAny([.. Enumerable.Range(i, 10).Select(static n => SampleEntries.Entry(n))]));
        }
    }
}
