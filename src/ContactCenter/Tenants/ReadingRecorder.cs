using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using ContactCenter.Configuration;
using ContactCenter.Journal;
using ContactCenter.Records;

namespace ContactCenter.Tenants;

/// <summary>Writes down who opens which conversation, or hears which recording, where the tenant wants it. Once an hour for each person and thing: pages look again at each change. Thread-safe.</summary>
internal sealed class ReadingRecorder(ILog log, TenantId tenant, LiveConfiguration configuration, TimeProvider time, ILogger<ReadingRecorder> logger)
{
    private const int MaxRemembered = 10_000;
    private static readonly TimeSpan Again = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(string Person, Guid Thing), DateTimeOffset> _recorded = new();

    public bool IsOn => configuration.Current.Options.Privacy.RecordReading;

    /// <summary>Returns when it is durable. While the log cannot be written to, people read on, and the host's log says so.</summary>
    public async ValueTask RecordAsync(Principal person, CustomerId customer, InteractionId? interaction, RecordingId? recording)
    {
        var (key, now) = ((person.Name, recording?.Value ?? interaction?.Value ?? customer.Value), time.GetUtcNow());
        if (!IsOn || (_recorded.TryGetValue(key, out var last) && now - last < Again))
        {
            return;
        }

        try
        {
            await log.AppendAsync(new Append(PrivacyKinds.Reading, Append.AnyVersion, log.Epoch, ImmutableArray.Create(new Entry
            {
                Id = new EntryId(Guid.CreateVersion7(now)),
                Kind = PrivacyKinds.Read,
                KindVersion = CoreKinds.All.VersionOf(PrivacyKinds.Read),
                Time = now,
                Actor = person.ToString(),
                TraceParent = Entries.TraceParent,
                Links = new EntryLinks { Interaction = interaction, Customer = customer },
                Body = JsonSerializer.SerializeToUtf8Bytes(new InteractionRead(recording), PrivacyJson.Default.InteractionRead),
            }))).ConfigureAwait(false);
        }
        catch (Exception e) when (e is LogUnavailableException or ObjectDisposedException)
        {
            TenantLog.NotRecorded(logger, e, tenant, person.Name, key.Item2);
            return;
        }

        if (_recorded.Count >= MaxRemembered)
        {
            _recorded.Clear(); // some are then recorded again within the hour
        }

        _recorded[key] = now;
    }
}
