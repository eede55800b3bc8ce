using System.Collections.Immutable;
using System.Text.Json;
using ContactCenter.Journal;
using ContactCenter.Projections;
using ContactCenter.Records;

namespace ContactCenter.Configuration;

/// <summary>Writes changes of the configuration into the tenant's log.</summary>
internal static class ConfigurationJournal
{
    private static readonly MachineId Stream = new("config", "main");

    /// <summary>Makes changes durable, all or none, and says what the things are then; none when they had been made under these ids before.</summary>
    /// <param name="log">The log.</param>
    /// <param name="by">Who changes.</param>
    /// <param name="changes">1 to 1,024 changes of different things.</param>
    /// <param name="last">What is configured.</param>
    /// <param name="id">The id of the n-th entry.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="LogUnavailableException">The log cannot be written to.</exception>
    public static async ValueTask<IReadOnlyList<ConfiguredRow>> AppendAsync(
        ILog log, Principal by, IReadOnlyList<ConfigChanged> changes, IReadOnlyDictionary<string, ConfiguredRow> last, Func<int, EntryId> id, DateTimeOffset now)
    {
        var entries = changes.Select((change, i) => new Entry
        {
            Id = id(i),
            Kind = CenterKinds.ConfigChanged,
            KindVersion = CoreKinds.All.VersionOf(CenterKinds.ConfigChanged),
            Time = now,
            Actor = by.ToString(),
            Body = JsonSerializer.SerializeToUtf8Bytes(change, CenterJson.Default.ConfigChanged),
        }).ToImmutableArray();
        var result = await log.AppendAsync(new Append(Stream, Append.AnyVersion, log.Epoch, entries)).ConfigureAwait(false);
        return result.Status switch
        {
            AppendStatus.Appended => [.. changes.Select((c, i) => ConfiguredRow.Following(last.GetValueOrDefault(c.Key), c, entries[i], new LogPosition(result.First.Value + i)))],
            AppendStatus.Repeated => [],
            _ => throw new LogUnavailableException($"Another process has taken over the log {log.Id} ({result.Status}).") { Code = "CC1002" },
        };
    }
}
