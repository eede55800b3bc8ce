using System.Text.Json;
using System.Text.Json.Serialization;
using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>
/// Keeps heads as entries of another log, such as that of another center: whoever rewrites the one must rewrite the other too. The other log is one of its own, not that of a
/// tenant that runs, which knows no such kind of entry. Thread-safe.
/// </summary>
/// <param name="witness">The log that keeps them, open; not disposed here.</param>
/// <param name="time">The clock of the entries.</param>
public sealed class LogHeadPublisher(ILog witness, TimeProvider time) : IHeadPublisher
{
    /// <summary>The kind of the entries: <c>head.published</c>, with the body <c>{"head":TEXT}</c>, in the stream <c>head/LOG</c>.</summary>
    public const string Kind = "head.published";

    private const int Looked = 1_000;
    private const int Page = 10_000;

    /// <inheritdoc />
    public string Name => "log";

    /// <inheritdoc />
    public async ValueTask PublishAsync(LogId log, PublishedHead head, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(head);
        var text = head.ToText();
        var entry = new Entry
        {
            Id = new EntryId(DerivedId.From("head", $"{log} {Convert.ToHexString(MerkleHash.Leaf(System.Text.Encoding.UTF8.GetBytes(head.Head.ToText())))}")),
            Kind = Kind,
            Time = time.GetUtcNow(),
            Actor = "head-publisher",
            Body = JsonSerializer.SerializeToUtf8Bytes(new HeadBody(text), HeadJson.Default.HeadBody),
        };
        try
        {
            var result = await witness.AppendAsync(new Append(Of(log), Append.AnyVersion, witness.Epoch, [entry])).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
            if (result.Status is not (AppendStatus.Appended or AppendStatus.Repeated))
            {
                throw new IOException($"Log '{witness.Id}' did not keep the head of log '{log}': {result.Status}.");
            }
        }
        catch (Exception e) when (e is LogUnavailableException or ObjectDisposedException)
        {
            throw new IOException($"Log '{witness.Id}' cannot keep the head of log '{log}': {e.Message}", e);
        }
    }

    /// <inheritdoc />
    public async ValueTask<PublishedHead?> FindLastAsync(LogId log, CancellationToken cancellationToken)
    {
        await foreach (var found in witness.QueryAsync(new LogQuery { Kind = Kind, Descending = true, Limit = Looked }, cancellationToken).ConfigureAwait(false))
        {
            if (found.Machine == Of(log))
            {
                return Read(found.Entry);
            }
        }

        // A quiet log's, behind many heads of others: in its own stream, which only goes forward.
        Entry? last = null;
        await foreach (var found in witness.ReadMachineAsync(Of(log), cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            last = found.Entry.Kind == Kind ? found.Entry : last;
        }

        return last is null ? null : Read(last);
    }

    /// <summary>All heads of a log that another one keeps, the oldest first; from its stored bytes, which are not checked: verify it too.</summary>
    /// <param name="witness">The log that keeps them.</param>
    /// <param name="log">Whose heads.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="LogFormatException">An entry is none, or keeps no head.</exception>
    public static async ValueTask<IReadOnlyList<PublishedHead>> ReadAllAsync(ILogReader witness, LogId log, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(witness);
        var heads = new List<PublishedHead>();
        for (var next = 0L; await witness.ReadAsync(new LogPosition(next), Page, cancellationToken).ConfigureAwait(false) is { Count: > 0 } entries; next = entries[^1].Position.Value + 1)
        {
            foreach (var stored in entries)
            {
                var found = EntryCodec.Decode(witness.Id, stored.Position, stored.Bytes);
                if (found.Machine == Of(log) && found.Entry.Kind == Kind)
                {
                    heads.Add(Read(found.Entry));
                }
            }
        }

        return heads;
    }

    private static PublishedHead Read(Entry entry)
    {
        try
        {
            return PublishedHead.Parse(JsonSerializer.Deserialize(entry.Body.Span, HeadJson.Default.HeadBody)?.Head ?? "");
        }
        catch (JsonException e)
        {
            throw new LogFormatException($"Entry {entry.Id} keeps no head: {e.Message}", e);
        }
    }

    private static MachineId Of(LogId log) => new("head", log.Value);
}

/// <summary>The body of an entry that keeps a head.</summary>
internal sealed record HeadBody(string Head);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HeadBody))]
internal sealed partial class HeadJson : JsonSerializerContext;
